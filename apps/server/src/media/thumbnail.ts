import { drawPage, UndrawnPage } from './browser/page-picture.ts';
import { MediaError } from './errors.ts';
import type { Kind } from './kind.ts';
import { card, isBlank, pageCard, waveformCard } from './picture.ts';
import type { Facts } from './probe.ts';
import { broken } from './probe.ts';
import { input, type RunOptions, run } from './tools.ts';

export interface DrawOptions extends RunOptions {
  signal: AbortSignal;
  /** The browser that draws pages. */
  chromium: string | null;
  /** Hears why a page has only a card. */
  onUndrawn: (error: UndrawnPage) => void;
}

/** Draws the 320 × 180 picture that stands for a file. Throws MediaError when the file can't be drawn, so not be shown. */
export async function drawThumbnail(file: string, kind: Kind, facts: Facts, options: DrawOptions): Promise<Buffer> {
  if (kind.type === 'image') return card(file);
  if (kind.type === 'html' || kind.demuxer === null) return page(file, options);
  if (kind.type === 'audio') return audioCard(file, kind.demuxer, options);
  return card(await frame(file, kind.demuxer, facts.duration ?? 0, options));
}

/** The page as a screen shows it; a card where there is no browser, or it can't draw this page: it may play all the same. */
async function page(file: string, { chromium, signal, onUndrawn }: DrawOptions): Promise<Buffer> {
  if (chromium === null) return pageCard();
  try {
    const drawn = await drawPage(chromium, file, signal);
    // A sheet that stayed white, because all of it comes from elsewhere, says less than the card.
    return (await isBlank(drawn)) ? pageCard() : await card(drawn);
  } catch (error) {
    if (!(error instanceof UndrawnPage)) throw error;
    onUndrawn(error);
    return pageCard();
  }
}

/** The frame at 1 s, or at half of what is shorter: the first is often black. */
async function frame(file: string, demuxer: string, duration: number, options: RunOptions): Promise<Buffer> {
  for (const instant of [Math.min(1, duration / 2), 0]) {
    const found = await still(['-ss', instant.toFixed(3), ...input(file, demuxer), '-map', '0:V:0', '-vf', squared], options);
    if (found) return found;
  }
  throw new MediaError('No picture of this video can be decoded: it is damaged.');
}

// Square pixels, at most 960 wide, before anything else handles them.
const squared = "scale=w='max(2,min(960,iw*if(gt(sar,0),sar,1)))':h=-2,setsar=1";

/** The picture that comes with the sound, or its waveform. */
async function audioCard(file: string, demuxer: string, options: RunOptions): Promise<Buffer> {
  const cover = await still([...input(file, demuxer), '-map', '0:v:0', '-an'], options);
  if (cover) return card(cover).catch(() => waveform(file, demuxer, options));
  return waveform(file, demuxer, options);
}

async function waveform(file: string, demuxer: string, options: RunOptions): Promise<Buffer> {
  // Ten minutes give the same picture as ten hours.
  const drawn = await still(['-t', '600', ...input(file, demuxer), '-filter_complex', wave], options);
  if (!drawn) throw broken();
  return waveformCard(drawn);
}

// Padded, because the filter needs a sample for each of its columns.
const wave = '[0:a:0]aformat=channel_layouts=mono,apad=whole_dur=0.5,showwavespic=s=280x120:colors=#8ea2c8:scale=sqrt';

/** One picture as PNG, or `null` when there is none. */
async function still(args: readonly string[], options: RunOptions): Promise<Buffer | null> {
  const quiet = ['-v', 'error', '-nostdin', '-threads', '1'];
  const { code, stdout } = await run('ffmpeg', [...quiet, ...args, '-frames:v', '1', '-f', 'image2pipe', '-c:v', 'png', 'pipe:1'], options);
  return code === 0 && stdout.length > 0 ? stdout : null;
}
