import { createReadStream } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { type Browser, launchBrowser } from './launch.ts';

/** Milliseconds for everything: to start the browser, to load the page, to draw it. */
const limit = 10_000;
/** Milliseconds after it was loaded, as with films: what moves in has arrived. */
const settled = 1000;
const screen = { width: 1920, height: 1080, deviceScaleFactor: 1, mobile: false };
/** Letters sent at once: a page of 48 MiB in one message would hold up everybody else. */
const pieceSize = 256 * 1024;

/**
 * What the page around it allows and its frame inherits: as on a player, less everything that is elsewhere. The frame is without
 * an origin in a document without an address, so it can not name a file of this machine either.
 */
const policy =
  "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval' data:; style-src 'unsafe-inline' data:; connect-src data:; frame-src data:; img-src data: blob:; media-src data: blob:; font-src data:; worker-src blob:; form-action 'none'; base-uri 'none'";

/** Run in the browser, so as text: the frame of packages/stage/src/layers/page.ts. */
const show = `function () {
  var rules = document.createElement('meta');
  rules.httpEquiv = 'Content-Security-Policy';
  rules.content = ${JSON.stringify(policy)};
  document.head.append(rules);
  var frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.referrerPolicy = 'no-referrer';
  frame.style.cssText = 'position:fixed;inset:0;width:100%;height:100%;border:0;background:#fff';
  var html = (this.pieces || []).join('').replace(/^\\ufeff/, '');
  delete this.pieces;
  return new Promise(function (resolve) {
    frame.onload = function () { resolve(); };
    frame.srcdoc = html;
    document.body.replaceChildren(frame);
  });
}`;
const addPiece = 'function (piece) { (this.pieces = this.pieces || []).push(piece); }';

const Targets = z.object({ targetInfos: z.array(z.object({ targetId: z.string(), type: z.string() })) });
const Session = z.object({ sessionId: z.string() });
const Handle = z.object({ result: z.object({ objectId: z.string() }) });
const Called = z.object({ exceptionDetails: z.unknown().optional() });
const Picture = z.object({ data: z.base64() });

/** Why a page could not be drawn; it plays all the same. */
export class UndrawnPage extends Error {}

/**
 * Draws a page as a player shows it (JPEG, 1920 × 1080), in a browser of its own that reaches no network, no file and no other
 * process, and is killed whole after 10 s. Throws UndrawnPage when that did not work, and what aborted the signal.
 */
export async function drawPage(chromium: string, file: string, signal: AbortSignal): Promise<Buffer> {
  const browser = await launchBrowser(chromium);
  const over = new AbortController();
  const { stopped, end } = stopOn(signal);
  try {
    signal.throwIfAborted();
    const drawing = draw(browser, file, over.signal);
    // Whoever loses the race fails when the browser is ended.
    drawing.catch(() => undefined);
    return await Promise.race([drawing, browser.crashed, stopped]);
  } catch (error) {
    signal.throwIfAborted();
    const why = error instanceof Error ? error.message : String(error);
    throw new UndrawnPage(why, { cause: browser.said() });
  } finally {
    end();
    over.abort();
    await browser.end();
  }
}

/**
 * Rejects when the time is over or the signal says so. By hand: `AbortSignal.any` holds its sources weakly, and a timeout
 * that nobody else holds is collected before it fires.
 */
function stopOn(signal: AbortSignal): { stopped: Promise<never>; end: () => void } {
  let end = () => {};
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => reject(new Error('it took too long'));
    const timer = setTimeout(stop, limit);
    signal.addEventListener('abort', stop, { once: true });
    end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    };
  });
  stopped.catch(() => undefined);
  return { stopped, end };
}

async function draw(browser: Browser, file: string, over: AbortSignal): Promise<Buffer> {
  await browser.send('Target.setDiscoverTargets', { discover: true });
  const { targetInfos } = Targets.parse(await browser.send('Target.getTargets'));
  const targetId = targetInfos.find(({ type }) => type === 'page')?.targetId;
  const { sessionId } = Session.parse(await browser.send('Target.attachToTarget', { targetId, flatten: true }));
  await browser.send('Emulation.setDeviceMetricsOverride', screen, sessionId);
  const window = Handle.parse(await browser.send('Runtime.evaluate', { expression: 'window' }, sessionId)).result;
  const call = async (functionDeclaration: string, value?: string) => {
    const params = { objectId: window.objectId, functionDeclaration, arguments: [{ value }], awaitPromise: true };
    if (Called.parse(await browser.send('Runtime.callFunctionOn', params, sessionId)).exceptionDetails)
      throw new Error('the page could not be put into its frame');
  };
  for await (const piece of createReadStream(file, { encoding: 'utf8', highWaterMark: pieceSize, signal: over }) as AsyncIterable<string>)
    await call(addPiece, piece);
  await call(show);
  await delay(settled, undefined, { signal: over });
  const { data } = Picture.parse(await browser.send('Page.captureScreenshot', { format: 'jpeg', quality: 90 }, sessionId));
  return Buffer.from(data, 'base64');
}
