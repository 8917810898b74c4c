import type { CDPSession, Page } from 'playwright-core';
import { COLOURS, type Colour } from './media.ts';

export type Seen = Colour | 'magenta' | 'black' | 'other';
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

  /** The one colour of a picture, looked up at five places; `other` when they differ or none is known. */
  async read(png: Buffer | string): Promise<{ colour: Seen }> {
    const data = typeof png === 'string' ? png : png.toString('base64');
    const places = await this.#reader.evaluate(async base64 => {
      const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d');
      context?.drawImage(bitmap, 0, 0);
      const spots = [
        [0.5, 0.5],
        [0.1, 0.1],
        [0.9, 0.1],
        [0.1, 0.9],
        [0.9, 0.9],
      ] as const;
      return spots.map(([x, y]) => [...(context?.getImageData(x * bitmap.width, y * bitmap.height, 1, 1).data ?? [])].slice(0, 3));
    }, data);
    const names = new Set(places.map(nearest));
    return { colour: names.size === 1 ? ([...names][0] ?? 'other') : 'other' };
  }
}

function nearest(pixel: number[]): Seen {
  for (const [name, hex] of Object.entries(KNOWN)) {
    const wanted = [0, 2, 4].map(at => Number.parseInt(hex.slice(at, at + 2), 16));
    if (wanted.every((value, channel) => Math.abs(value - (pixel[channel] ?? -99)) <= 28)) return name as Seen;
  }
  return 'other';
}
