import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';

/** What a signed-in browser remembers. */
export interface Account {
  url: string;
  token: string;
}

/** A page as the bench watches it. */
export interface Watched {
  page: Page;
  devtools: CDPSession;
  /** Changed screens that the page was told of so far. */
  told(): number;
  close(): Promise<void>;
}

interface Marks {
  whole: number | null;
  long: { start: number; end: number }[];
}

/** How the page is recognised as whole: a cell for a screen, live, with the header's controls. */
const wholeWhen = ['[data-player]', '[role=status][data-state=live]', 'header button'];

/** Nothing long ran for so many ms: the page answers. */
const QUIET = 1000;

/** A browser of somebody who is signed in, before it has loaded anything. */
export async function open(browser: Browser, { url, token }: Account): Promise<Watched> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'pt-BR',
    storageState: { cookies: [], origins: [{ origin: url, localStorage: [{ name: 'tvs.token', value: token }] }] },
  });
  // Whoever runs this file from its source gives each function its name by a helper that pages don't have.
  await context.addInitScript('globalThis.__name = value => value');
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  let told = 0;
  page.on('websocket', socket =>
    socket.on('framereceived', ({ payload }) => {
      const text = payload.toString();
      if (text.startsWith('42["player_status",')) told += text.split('"programme_version"').length - 1;
    }),
  );
  return { page, devtools, told: () => told, close: () => context.close() };
}

export interface FirstRoute {
  /** Bytes of script and style until the page was whole, gzipped. */
  script: number;
  style: number;
  /** Bytes on the wire until then, all of it, as this server sends them. */
  wire: number;
  files: number;
  requests: number;
  whole: number;
  interactive: number;
}

/** Loads the dashboard into an empty browser; `line`: over a line of so many bit/s and ms. */
export async function firstRoute(browser: Browser, account: Account, line?: { bits: number; latency: number }): Promise<FirstRoute> {
  const { page, devtools, close } = await open(browser, account);
  await devtools.send('Network.enable');
  if (line)
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: line.latency,
      downloadThroughput: line.bits / 8,
      uploadThroughput: line.bits / 8,
    });
  const began = new Map<string, number>();
  const bytes = new Map<string, number>();
  const kinds = new Map<string, string>();
  devtools.on('Network.requestWillBeSent', ({ requestId, timestamp, type }) => {
    began.set(requestId, timestamp * 1000);
    kinds.set(requestId, type ?? 'Other');
  });
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => bytes.set(requestId, encodedDataLength));
  await page.addInitScript(watch, wholeWhen);
  await page.goto(`${account.url}/`, { waitUntil: 'commit' });
  await page.waitForFunction(() => (window as unknown as { marks: Marks }).marks.whole !== null, undefined, { timeout: 180_000 });
  const { timestamp } = await clock(devtools, page);
  await page.waitForTimeout(QUIET * 2);
  const marks = await page.evaluate(() => (window as unknown as { marks: Marks }).marks);
  const whole = marks.whole ?? 0;
  const sent = [...began].filter(([, at]) => at - timestamp <= whole).map(([id]) => id);
  const weight = async (kind: string) => {
    let sum = 0;
    const ids = sent.filter(id => kinds.get(id) === kind);
    for (const requestId of ids) {
      const { body } = await devtools.send('Network.getResponseBody', { requestId });
      sum += gzipSync(body, { level: 9 }).length;
    }
    return { sum, count: ids.length };
  };
  const script = await weight('Script');
  const style = await weight('Stylesheet');
  await close();
  return {
    script: script.sum,
    style: style.sum,
    wire: sent.reduce((sum, id) => sum + (bytes.get(id) ?? 0), 0),
    files: script.count,
    requests: sent.length,
    whole,
    interactive: quietSince(whole, marks.long),
  };
}

/** When, on the clock of the browser's network, the page's own clock began, ms. */
async function clock(devtools: CDPSession, page: Page): Promise<{ timestamp: number }> {
  await devtools.send('Performance.enable');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const now = await page.evaluate(() => performance.now());
  return { timestamp: (metrics.find(({ name }) => name === 'Timestamp')?.value ?? 0) * 1000 - now };
}

/** Runs in the page, before anything else does. */
function watch(wanted: string[]): void {
  const marks: Marks = { whole: null, long: [] };
  (window as unknown as { marks: Marks }).marks = marks;
  new PerformanceObserver(list => {
    for (const { startTime, duration } of list.getEntries()) marks.long.push({ start: startTime, end: startTime + duration });
  }).observe({ type: 'longtask', buffered: true });
  const look = () => {
    if (wanted.every(selector => document.querySelector(selector))) marks.whole = performance.now();
    else requestAnimationFrame(look);
  };
  look();
}

/** The end of the last long task before the first quiet second. */
function quietSince(whole: number, long: readonly { start: number; end: number }[]): number {
  let at = whole;
  for (const { start, end } of long) if (end > at && start - at < QUIET) at = end;
  return at;
}

/** Frames a second while the page scrolls down by so many px, the longest wait between two, and the processor time of the tab for one, ms. */
export async function scroll({ page, devtools }: Watched, distance: number): Promise<{ frames: number; longest: number; cost: number }> {
  const read = await meter(devtools);
  await page.evaluate(() => {
    window.scrollTo(0, 0);
    const frames: number[] = [];
    (window as unknown as { frames: number[] }).frames = frames;
    const tick = (at: number) => {
      frames.push(at);
      if (frames.length < 100_000) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  const mark = () => page.evaluate(() => (window as unknown as { frames: number[] }).frames.length);
  const from = await mark();
  const before = await read();
  await devtools.send('Input.synthesizeScrollGesture', { x: 700, y: 500, yDistance: -distance, speed: 1600, gestureSourceType: 'mouse' });
  const to = await mark();
  const after = await read();
  const { times, top } = await page.evaluate(
    ([a, b]) => {
      const { frames } = window as unknown as { frames: number[] };
      const part = frames.slice(a, b);
      // Ends the loop above.
      frames.length = 100_000;
      return { times: part, top: window.scrollY };
    },
    [from, to] as const,
  );
  if (top === 0) throw new Error('nothing scrolled');
  const gaps = times.slice(1).map((at, i) => at - (times[i] ?? at));
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return { frames: (gaps.length / span) * 1000, longest: Math.max(...gaps), cost: ((after.tab - before.tab) * 1000) / (to - from) };
}

/** Parts of a core that the page's thread and the whole tab took over so many ms, the requests it made and the changed screens it was told of meanwhile, a second. */
export async function atRest(
  { page, devtools, told }: Watched,
  ms: number,
): Promise<{ tasks: number; tab: number; requests: number; changes: number }> {
  const read = await meter(devtools);
  let requests = 0;
  const count = () => requests++;
  const heard = told();
  const before = await read();
  page.on('request', count);
  await page.waitForTimeout(ms);
  page.off('request', count);
  const after = await read();
  const span = after.at - before.at;
  return {
    tasks: (after.tasks - before.tasks) / span,
    tab: (after.tab - before.tab) / span,
    requests: (requests * 1000) / ms,
    changes: ((told() - heard) * 1000) / ms,
  };
}

/** Reads the tab's clocks: seconds since some moment, in tasks of the page's thread, of processor time in all its threads. */
async function meter(devtools: CDPSession): Promise<() => Promise<{ at: number; tasks: number; tab: number }>> {
  await devtools.send('Performance.enable');
  return async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    const value = (name: string) => metrics.find(metric => metric.name === name)?.value ?? 0;
    return { at: value('Timestamp'), tasks: value('TaskDuration'), tab: value('ProcessTime') };
  };
}
