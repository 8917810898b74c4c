import type { CDPSession, Page } from 'playwright-core';
import { COLOURS, type Colour } from './media.ts';

/** A card's colour, or what is drawn by the stage itself: known by its ground at the corners and by having something on it. */
export type Seen = Colour | 'audio' | 'news' | 'notice' | 'menu' | 'magenta' | 'black' | 'other';
export interface Frame {
  colour: Seen;
  /** Seconds, the browser's clock. */
  at: number;
}
export interface Recording {
  frames: Frame[];
  /** Runs of one colour in the order in which they were on the glass. */
  runs: { colour: Seen; frames: number }[];
}

const KNOWN: Record<string, string> = { ...COLOURS, magenta: 'ff00ff', black: '000000' };

/** The ground at the top and at the bottom of what is no plain card. */
const GROUNDS = {
  audio: ['0d1c22', '14353e'],
  news: ['faf7f2', 'faf7f2'],
  notice: ['0b4a55', '0b4a55'],
  menu: ['2a1a12', '2a1a12'],
} as const;
/** A page that is not drawn yet (white) is nearer to the news than a compressed card to its colour. */
const NEAR = { card: 28, ground: 6 };
const around = (near: number) =>
  [
    [near, near],
    [1 - near, near],
    [near, 1 - near],
    [1 - near, 1 - near],
  ] as [number, number][];
/** Where it is looked, in shares of the picture: for a card, for a ground, and for what is not that ground. */
const PLACES: [number, number][] = [[0.5, 0.5], ...around(0.1)];
const CORNERS = around(0.03);
const GROUND: [number, number] = [0.03, 0.5];
/** Of all pixels so many at least are not the ground. */
const INK = 0.005;

/** Watches a page through the browser's screencast, and reads the colours of its frames in a second page. */
export class Recorder {
  readonly #session: CDPSession;
  readonly #reader: Page;

  private constructor(session: CDPSession, reader: Page) {
    this.#session = session;
    this.#reader = reader;
  }

  static async for(page: Page, reader: Page): Promise<Recorder> {
    const session = await page.context().newCDPSession(page);
    await page.bringToFront();
    return new Recorder(session, reader);
  }

  async record(work: () => Promise<unknown>): Promise<Recording> {
    const shots: { data: string; at: number }[] = [];
    const keep = (shot: { data: string; metadata: { timestamp?: number }; sessionId: number }) => {
      shots.push({ data: shot.data, at: shot.metadata.timestamp ?? 0 });
      void this.#session.send('Page.screencastFrameAck', { sessionId: shot.sessionId }).catch(() => {});
    };
    this.#session.on('Page.screencastFrame', keep);
    await this.#session.send('Page.startScreencast', { format: 'png', everyNthFrame: 1, maxWidth: 320, maxHeight: 180 });
    try {
      await work();
    } finally {
      await this.#session.send('Page.stopScreencast');
      this.#session.off('Page.screencastFrame', keep);
    }
    // The browser draws several pictures at once and hands out whichever is ready.
    shots.sort((one, other) => one.at - other.at);
    const frames: Frame[] = [];
    for (const shot of shots) frames.push({ colour: (await this.read(shot.data)).colour, at: shot.at });
    const runs: Recording['runs'] = [];
    for (const { colour } of frames) {
      const last = runs.at(-1);
      if (last?.colour === colour) last.frames++;
      else runs.push({ colour, frames: 1 });
    }
    return { frames, runs };
  }

  /** The one colour of a picture, looked up at five places, or what the stage drew; `other` when it is neither. */
  async read(png: Buffer | string): Promise<{ colour: Seen }> {
    const data = typeof png === 'string' ? png : png.toString('base64');
    // No function has a name in there: what runs the benchmarks would lean on a helper that the page does not have.
    const { pixels, ink } = await this.#reader.evaluate(
      async ({ base64, spots }) => {
        const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
        const { width, height } = bitmap;
        const context = new OffscreenCanvas(width, height).getContext('2d');
        context?.drawImage(bitmap, 0, 0);
        const bytes = context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
        const found = spots.map(([x, y]) => {
          const start = (Math.floor(y * height) * width + Math.floor(x * width)) * 4;
          return [...bytes.subarray(start, start + 3)];
        });
        const ground = found.at(-1) ?? [];
        let drawn = 0;
        for (let at = 0; at < bytes.length; at += 4)
          if (ground.some((value, channel) => Math.abs(value - (bytes[at + channel] ?? 0)) > 40)) drawn++;
        return { pixels: found, ink: drawn / (width * height) };
      },
      { base64: data, spots: [...PLACES, ...CORNERS, GROUND] },
    );
    const picture = { places: pixels.slice(0, PLACES.length), corners: pixels.slice(PLACES.length, -1), ink };
    return { colour: drawn(picture) ?? card(picture.places) };
  }
}

function card(places: readonly number[][]): Seen {
  const names = new Set(places.map(pixel => nearest(pixel)));
  return names.size === 1 ? ([...names][0] ?? 'other') : 'other';
}

function drawn({ corners, ink }: { corners: readonly number[][]; ink: number }): Seen | undefined {
  if (ink < INK) return undefined;
  const kinds = Object.entries(GROUNDS) as [keyof typeof GROUNDS, readonly [string, string]][];
  return kinds.find(([, [top, bottom]]) => corners.every((pixel, at) => is(pixel, at < 2 ? top : bottom, NEAR.ground)))?.[0];
}

function nearest(pixel: number[]): Seen {
  for (const [name, hex] of Object.entries(KNOWN)) if (is(pixel, hex, NEAR.card)) return name as Seen;
  return 'other';
}

function is(pixel: number[], hex: string, near: number): boolean {
  const wanted = [0, 2, 4].map(at => Number.parseInt(hex.slice(at, at + 2), 16));
  return wanted.every((value, channel) => Math.abs(value - (pixel[channel] ?? -99)) <= near);
}
