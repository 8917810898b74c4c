import type { Page } from 'playwright-core';

/** What a browser made of a file. */
export interface Played {
  /** Why it did not play to its end. */
  problem: string | null;
  width: number;
  height: number;
  /** Seconds. */
  duration: number;
  /** Pixels of a frame from the middle at the four quarters: top left, top right, bottom left, bottom right. */
  colours: number[][];
  /** Largest sample of its sound, 0 to 1. */
  loudest: number;
}

/** Plays a file from start to end in an element of its kind, and looks at it. */
export function play(page: Page, type: 'video' | 'image' | 'audio' | 'html', url: string): Promise<Played> {
  return page.evaluate(inBrowser, { type, url });
}

/** Runs in the page, so everything it uses is within. */
async function inBrowser({ type, url }: { type: string; url: string }): Promise<Played> {
  const played: Played = { problem: null, width: 0, height: 0, duration: 0, colours: [], loudest: 0 };
  const within = <T>(milliseconds: number, what: string, promise: Promise<T>) =>
    Promise.race([promise, new Promise<T>((_, reject) => setTimeout(() => reject(new Error(`no ${what}`)), milliseconds))]);
  const event = (target: EventTarget, name: string) =>
    within(
      15_000,
      name,
      new Promise<void>((resolve, reject) => {
        target.addEventListener(name, () => resolve(), { once: true });
        target.addEventListener('error', () => reject(new Error((target as HTMLMediaElement).error?.message ?? 'error')), { once: true });
      }),
    );
  const look = (source: CanvasImageSource, width: number, height: number) => {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d');
    context?.drawImage(source, 0, 0, width, height);
    const at = (x: number, y: number) => [...(context?.getImageData(Math.floor(width * x), Math.floor(height * y), 1, 1).data ?? [])];
    return [at(0.2, 0.2), at(0.8, 0.2), at(0.2, 0.8), at(0.8, 0.8)];
  };

  try {
    if (type === 'image') {
      const image = new Image();
      image.src = url;
      await within(15_000, 'picture', image.decode());
      const { naturalWidth: width, naturalHeight: height } = image;
      return { ...played, width, height, colours: look(image, width, height) };
    }
    if (type === 'html') {
      const frame = document.createElement('iframe');
      frame.sandbox.add('allow-scripts');
      frame.srcdoc = await (await fetch(url)).text();
      const word = new Promise<string>(resolve => addEventListener('message', ({ data }) => resolve(String(data)), { once: true }));
      document.body.append(frame);
      const said = await within(15_000, 'word from the page', word);
      frame.remove();
      return { ...played, problem: said === 'drawn null' ? null : said };
    }
    const media = document.createElement(type as 'video' | 'audio');
    media.preload = 'auto';
    document.body.append(media);
    media.src = url;
    await event(media, 'loadedmetadata');
    played.duration = media.duration;
    const ended = event(media, 'ended');
    if (media instanceof HTMLVideoElement) {
      const drawn = new Promise<void>(resolve => {
        // Half-way through, or the last there is.
        const next = () => {
          played.colours = look(media, media.videoWidth, media.videoHeight);
          if (media.currentTime >= media.duration / 2) resolve();
          else media.requestVideoFrameCallback(next);
        };
        media.requestVideoFrameCallback(next);
      });
      await media.play();
      await Promise.race([drawn, ended]);
      played.width = media.videoWidth;
      played.height = media.videoHeight;
    } else await media.play();
    await ended;
    media.remove();
    // Nothing to decode means no sound.
    const bytes = await (await fetch(url)).arrayBuffer();
    const sound = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(bytes).catch(() => null);
    for (let channel = 0; channel < (sound?.numberOfChannels ?? 0); channel++)
      for (const sample of sound?.getChannelData(channel) ?? []) played.loudest = Math.max(played.loudest, Math.abs(sample));
    return played;
  } catch (error) {
    return { ...played, problem: error instanceof Error ? error.message : String(error) };
  }
}
