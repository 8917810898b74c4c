import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import type { Content } from '@tvs/protocol';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { killableServer } from '../support/killable.ts';
import { content, picture, upload } from '../support/make.ts';
import { zip } from '../support/zip.ts';

const chromium = { CHROMIUM_PATH: process.env.CHROMIUM ?? '/usr/bin/chromium' };
let app: TestApp;
beforeAll(async () => {
  app = await startApp({ env: chromium });
});
afterAll(() => app.close());

const page = (body: string) => Buffer.from(`<!doctype html><body style="margin:0;background:#00a040">${body}</body>`);
const endless = (name: string) => page(`<title>${name}</title><script>for (;;);</script>`);

/** Red, green and blue of the thumbnail's pixel at these shares of its sides. */
async function colourAt(done: Content, x = 0.5, y = 0.5): Promise<number[]> {
  const bytes = Buffer.from(await (await fetch(app.url + done.thumbnail_url)).arrayBuffer());
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([320, 180]);
  const at = 3 * (Math.floor(y * info.height) * info.width + Math.floor(x * info.width));
  return [...data.subarray(at, at + 3)];
}
const nearly = (...colour: number[]) => colour.map(value => expect.toSatisfy((found: number) => Math.abs(found - value) < 24));
const green = nearly(0, 160, 64);
/** The card's ground is dark, everywhere but on its drawing. */
const card = nearly(29, 35, 47);

/** What runs of the browsers that this process started. */
async function browsersOf(pid: number | undefined): Promise<string[]> {
  const ids = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
  const lines = await Promise.all(ids.map(id => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter(line => line.includes(`/tvs-page-${pid}-`));
}
const profiles = async (pid: number | undefined) => (await readdir(tmpdir())).filter(name => name.startsWith(`tvs-page-${pid}-`));

test('a page and a package are drawn as a screen shows them, scripts and all', async () => {
  const alone = await content(
    app,
    'menu.html',
    page('<script>document.body.innerHTML = "<div style=\'background:#c00000;height:50vh\'>"</script>'),
  );
  expect(await colourAt(alone, 0.5, 0.25)).toEqual(nearly(192, 0, 0));
  expect(await colourAt(alone, 0.5, 0.75)).toEqual(green);
  const entries = [
    { name: 'index.html', bytes: page('<img src=blue.png style="width:50vw;height:100vh">') },
    { name: 'blue.png', bytes: await picture('blue', '16x16') },
  ];
  const packed = await content(app, 'menu.zip', zip(entries));
  expect(await colourAt(packed, 0.25)).toEqual(nearly(0, 0, 254));
  expect(await colourAt(packed, 0.75)).toEqual(green);
});

test('a page that tries to leave reaches no network, no file and not this server, and is drawn', async () => {
  const heard: string[] = [];
  const tcp = createServer(socket => {
    heard.push('tcp');
    socket.destroy();
  }).listen(0, '127.0.0.1');
  const udp = createSocket('udp4', () => undefined).bind(0, '127.0.0.1');
  udp.on('message', () => heard.push('udp'));
  app.app.http.server.prependListener('connection', () => heard.push('server'));
  await Promise.all([once(tcp, 'listening'), once(udp, 'listening')]);
  const own = tcp.address();
  const port = typeof own === 'object' ? own?.port : 0;
  const image = await content(app, 'red.png', await picture('red', '64x64'));
  const script = `
    const got = () => { document.body.style.background = '#f00'; };
    const urls = ['http://127.0.0.1:${port}/', 'http://localhost:${port}/', 'http://[::1]:${port}/', '${app.url}/api/health', 'file:///etc/passwd', 'file://${app.config.dataDir}/secret.key'];
    for (const url of urls) {
      fetch(url, { mode: 'no-cors' }).then(got, () => {});
      for (const [tag, name] of [['img', 'src'], ['script', 'src'], ['link', 'href'], ['video', 'src'], ['object', 'data']]) {
        const element = document.createElement(tag);
        if (tag === 'link') element.rel = 'stylesheet';
        element.onload = got;
        element[name] = url;
        element.hidden = true;
        document.body.append(element);
      }
      const frame = document.createElement('iframe');
      frame.src = url;
      frame.style.display = 'none';
      document.body.append(frame);
      navigator.sendBeacon(url, 'x');
      open(url);
    }
    document.head.insertAdjacentHTML('beforeend', '<link rel=dns-prefetch href="//tvs.test"><link rel=preconnect href="http://127.0.0.1:${port}"><link rel=prefetch href="http://127.0.0.1:${port}/p">');
    try { new WebSocket('ws://127.0.0.1:${port}/').onopen = got; } catch {}
    try { new EventSource('http://127.0.0.1:${port}/').onopen = got; } catch {}
    try { new Worker('http://127.0.0.1:${port}/').onmessage = got; } catch {}
    try {
      const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${udp.address().port}' }] });
      peer.createDataChannel('x');
      peer.onicecandidate = ({ candidate }) => candidate && candidate.candidate && got();
      peer.createOffer().then(offer => peer.setLocalDescription(offer));
    } catch {}
    alert('x'); confirm('x'); prompt('x'); print();
    try { top.location = 'http://127.0.0.1:${port}/top'; } catch {}
    try { if (top.document) got(); } catch {}
    if (origin !== 'null') got();`;
  heard.length = 0;
  const sent = await upload(app, 'leaves.html', page(`<script>${script}</script>`));
  // Asked for in the database: this server is not to be called by anybody meanwhile.
  const { db } = app.app.context;
  const { id } = sent.body as unknown as Content;
  const status = () => db.selectFrom('content').select('status').where('id', '=', id).executeTakeFirst();
  const before = heard.length;
  await expect.poll(status, { timeout: 30_000, interval: 50 }).toEqual({ status: 'ready' });
  expect(heard.slice(before)).toEqual([]);
  expect(await colourAt(await app.ok<Content>('GET', `/content/${id}`), 0.9, 0.9)).toEqual(green);
  expect(image.status).toBe('ready');
  tcp.close();
  udp.close();
});

test('pages that never end, eat all memory or show nothing get a card, and nothing of their browser stays', async () => {
  const eater = page('<script>const all = []; for (;;) all.push(new Array(1e6).fill(1.5))</script>');
  for (const bytes of [endless('one'), eater, Buffer.from('<!doctype html><body style="background:url(https://tvs.test/a.png)">')]) {
    const done = await content(app, 'bad.html', bytes);
    expect(done).toMatchObject({ status: 'ready', status_detail: null });
    expect(await colourAt(done, 0.05, 0.5)).toEqual(card);
  }
  expect(await browsersOf(process.pid)).toEqual([]);
  expect(await profiles(process.pid)).toEqual([]);
});

test('a page that is removed while it is drawn takes its browser with it, and the next has its turn', async () => {
  const sent = await upload(app, 'endless.html', endless('other'));
  await expect.poll(async () => (await browsersOf(process.pid)).length, { timeout: 20_000 }).toBeGreaterThan(0);
  await app.ok('DELETE', `/content/${(sent.body as unknown as Content).id}`);
  await expect.poll(() => browsersOf(process.pid), { timeout: 20_000 }).toEqual([]);
  expect(await colourAt(await content(app, 'next.html', page('next')))).toEqual(green);
});

test('a browser ends with the server that is killed, and the next start draws the page', async () => {
  const server = await killableServer();
  Object.assign(server.env, chromium);
  try {
    const first = await server.start();
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(page('again'))]), 'again.html');
    const authorized = { authorization: `Bearer ${first.token}` };
    const { id } = (await (
      await fetch(`${first.url}/api/content/upload`, { method: 'POST', body: form, headers: authorized })
    ).json()) as Content;
    await expect.poll(async () => (await browsersOf(first.pid)).length, { timeout: 20_000, interval: 20 }).toBeGreaterThan(0);
    await first.kill();
    await expect.poll(() => browsersOf(first.pid), { timeout: 20_000 }).toEqual([]);
    const second = await server.start();
    expect(await profiles(first.pid)).toEqual([]);
    const state = async () =>
      (await fetch(`${second.url}/api/content/${id}`, { headers: { authorization: `Bearer ${second.token}` } })).json() as Promise<Content>;
    await expect.poll(async () => (await state()).status, { timeout: 30_000 }).toBe('ready');
    await second.kill();
  } finally {
    await server.close();
  }
});
