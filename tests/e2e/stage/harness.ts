import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { rolldown } from 'rolldown';
import { makeMedia } from './media.ts';
import { Recorder, type Recording, type Seen } from './recorder.ts';

const MIME: Record<string, string> = {
  '.png': 'image/png',
  '.mp4': 'video/mp4',
  '.ogg': 'audio/ogg',
  '.html': 'text/html',
  '.editorial': 'application/json',
};
const FLAGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

/** An item as the tests write it: a file of `media.ts` and what else matters. */
export interface TestItem {
  file: string;
  duration?: number | null;
  key?: string;
}

export interface StageEvent {
  what: 'start' | 'end' | 'error' | 'state';
  key: string;
  detail: string;
  /** Ms of the page's own clock. */
  at: number;
  /** Of `start`: when the browser was done with the frame that shows it, ms. */
  drawn?: number;
}

/** `naive`: with one slot, loaded when its turn comes, as most players do. */
interface Ways {
  loop?: boolean;
  /** Ms. */
  firstFrameTimeout?: number;
  naive?: boolean;
}

/** The stage alone in a real browser: bundled, on a magenta page, with its files from a small server. */
export class StageHarness {
  readonly page: Page;
  readonly #browser: Browser;
  readonly #server: Server;
  readonly #folder: string;
  readonly #recorder: Recorder;

  private constructor(page: Page, browser: Browser, server: Server, folder: string, recorder: Recorder) {
    this.page = page;
    this.#browser = browser;
    this.#server = server;
    this.#folder = folder;
    this.#recorder = recorder;
  }

  /** `sound`: whether the browser lets a page be heard that nobody touched. */
  static async open({ sound = true } = {}): Promise<StageHarness> {
    const folder = await mkdtemp(join(tmpdir(), 'tvs-stage-'));
    await makeMedia(folder);
    const server = serve(folder, await bundle());
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [...FLAGS.split(' '), ...(sound ? ['--autoplay-policy=no-user-gesture-required'] : [])],
    });
    const page = await browser.newPage({ viewport: { width: 640, height: 360 } });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const recorder = await Recorder.for(page, await browser.newPage());
    return new StageHarness(page, browser, server, folder, recorder);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.closeAllConnections();
    this.#server.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Takes the last test's picture off the glass. */
  async reset(): Promise<void> {
    await this.page.evaluate('fresh({})');
    await this.sees('magenta');
  }

  /** Shows a list on a fresh stage. */
  async show(items: TestItem[], options: Ways = {}): Promise<void> {
    await this.page.evaluate(`fresh(${JSON.stringify(options)}); stage.show(${JSON.stringify(items.map(whole))})`);
  }

  /** Calls a method of the stage. */
  call(expression: string): Promise<unknown> {
    return this.page.evaluate(`stage.${expression}`);
  }

  events(): Promise<StageEvent[]> {
    return this.page.evaluate('events') as Promise<StageEvent[]>;
  }

  /** Resolves when so many events of a kind have happened on this stage. */
  async until(what: StageEvent['what'], count: number, timeout = 30_000): Promise<StageEvent[]> {
    await this.page.waitForFunction(`events.filter(event => event.what === '${what}').length >= ${count}`, null, { polling: 20, timeout });
    return (await this.events()).filter(event => event.what === what);
  }

  /** The colour on the glass now. */
  async seen(): Promise<Seen> {
    return (await this.#recorder.read(await this.page.screenshot())).colour;
  }

  /** Waits for a colour on the glass; fails with what is there instead. */
  async sees(colour: Seen, within = 3000): Promise<void> {
    const deadline = Date.now() + within;
    let last = await this.seen();
    while (last !== colour && Date.now() < deadline) last = await this.seen();
    if (last !== colour) throw new Error(`expected ${colour} on the glass, saw ${last}`);
  }

  /** The processes that run pages and frames, with the processor time each has taken, seconds. */
  async renderers(): Promise<{ id: number; cpuTime: number }[]> {
    const session = await this.#browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    return processInfo.filter(({ type }) => type === 'renderer').map(({ id, cpuTime }) => ({ id, cpuTime }));
  }

  /** Every frame the browser drew while `work` ran. */
  record(work: () => Promise<unknown>): Promise<Recording> {
    return this.#recorder.record(work);
  }
}

function whole(item: TestItem, index: number) {
  const extension = extname(item.file);
  const type = { '.png': 'image', '.mp4': 'video', '.ogg': 'audio', '.html': 'html', '.editorial': 'editorial' }[extension];
  return {
    key: item.key ?? `${index}:${item.file}`,
    content_id: index + 1,
    title: item.file,
    type,
    mime_type: MIME[extension],
    duration: item.duration ?? (type === 'video' || type === 'audio' ? null : 1),
    fit: 'fill',
    muted: false,
  };
}

async function bundle(): Promise<string> {
  const build = await rolldown({ input: new URL('./page.ts', import.meta.url).pathname });
  const { output } = await build.generate({ format: 'iife', name: 'TvsStage' });
  await build.close();
  return output[0].code;
}

const PAGE = `<!doctype html><meta charset="utf-8"><title>stage</title>
<style>html,body{margin:0;height:100%;background:#f0f}#host{position:absolute;inset:0}</style><div id="host"></div>
<script src="/stage.js"></script>
<script>
  let stage; let events = []; let released = 0; let found = 0;
  function fresh(options) {
    stage?.destroy();
    events = [];
    found = released = 0;
    const told = events;
    const tell = (what, key, detail = '') => told.push({ what, key, detail, at: performance.now() });
    const { naive, ...rest } = options;
    stage = (naive ? TvsStage.createNaiveStage : TvsStage.createStage)(document.getElementById('host'), {
      ...rest,
      surroundings: () => ({ locale: 'pt-BR', timezone: 'America/Sao_Paulo', place: 'Loja Paulista', words: { readOn: 'Leia no celular' } }),
      now: () => Date.parse('2026-03-09T15:00:00Z'),
      source: async item => { found++; return { url: '/media/' + item.title, release: () => released++ }; },
      onStart: item => {
        tell('start', item.key);
        const start = told.at(-1);
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => { start.drawn = performance.now(); port1.close(); };
        requestAnimationFrame(() => port2.postMessage(null));
      },
      onEnd: play => tell('end', play.item.key, play.completed ? 'completed' : play.reason),
      onError: (item, error) => tell('error', item.key, error.message),
      onState: state => tell('state', state),
    });
  }
</script>`;

/** `hang.mp4` is answered and never sent, of `stall.mp4` only the first half is; everything else comes from the folder. */
function serve(folder: string, stage: string): Server {
  return createServer((request, response) => {
    const path = request.url ?? '/';
    const file = /^\/media\/([\w.-]+)$/.exec(path)?.[1];
    if (path === '/stage.js') response.setHeader('content-type', 'text/javascript').end(stage);
    else if (path === '/') response.setHeader('content-type', 'text/html').end(PAGE);
    else if (file === 'hang.mp4') response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': '100000' }).flushHeaders();
    else if (file) void send(join(folder, file), request.headers.range, response);
    else response.writeHead(404).end();
  });
}

async function send(path: string, range: string | undefined, response: import('node:http').ServerResponse): Promise<void> {
  const bytes = await readFile(path).catch(() => null);
  if (!bytes) {
    response.writeHead(404).end();
    return;
  }
  response.setHeader('content-type', MIME[extname(path)] ?? 'application/octet-stream').setHeader('accept-ranges', 'bytes');
  const start = Number(/^bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
  response.setHeader('content-length', bytes.length - start);
  if (range) response.writeHead(206, { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` });
  if (path.endsWith('stall.mp4')) response.write(bytes.subarray(start, bytes.length / 2));
  else response.end(bytes.subarray(start));
}
