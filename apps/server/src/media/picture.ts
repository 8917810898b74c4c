import sharp, { type Metadata, type Sharp } from 'sharp';
import { MediaError } from './errors.ts';
import { endsInsideBlock, logicalScreen } from './gif.ts';
import type { Kind } from './kind.ts';
import { broken, type Facts } from './probe.ts';

// Files are read once each, so a cache would only hold memory; one thread leaves the other cores to those who wait.
sharp.cache(false);
sharp.concurrency(1);

const thumbnailSize = { width: 320, height: 180 } as const;
export const thumbnailMime = 'image/webp';

const maxPixels = 100_000_000;
/** Of a JPEG that is written from top to bottom, as phones with 200 megapixels do: it is made smaller while it is read. */
const maxInLines = 220_000_000;
/** Longest side of 4K. */
const largestShown = 3840;
const seconds = 60;
const backdrop = '#171b24';
const formats: Record<string, string> = { jpeg: 'jpeg', png: 'png', gif: 'gif', webp: 'webp' };

const mostPixels = ({ format, isProgressive }: Pick<Metadata, 'format' | 'isProgressive'>) =>
  format === 'jpeg' && !isProgressive ? maxInLines : maxPixels;

/** Opens a picture with limits; a damaged one is an error, not a grey area. */
function openPicture(source: string | Buffer, limit = maxPixels): Sharp {
  return sharp(source, { failOn: 'error', limitInputPixels: limit, pages: 1, sequentialRead: true }).timeout({ seconds });
}

/** What a picture is, upright. Throws MediaError for what is damaged or has too many pixels. */
export async function pictureFacts(file: string, kind: Kind): Promise<Facts> {
  const { format, autoOrient, pages, hasAlpha, space, isProgressive } = await sharp(file, { failOn: 'error', limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw broken();
    });
  if (format !== formats[kind.name] || (format === 'gif' && (await endsInsideBlock(file)))) throw broken();
  const { width, height } = format === 'gif' ? await screenOf(file, autoOrient) : autoOrient;
  const most = mostPixels({ format, isProgressive });
  if (width * height > most) {
    const megapixels = Math.round(width * height * 1e-6);
    throw new MediaError(`The picture has ${megapixels} megapixels; at most ${most * 1e-6} can be shown.`);
  }
  return { duration: null, width, height, metadata: { format, frames: pages ?? 1, alpha: hasAlpha, colour_space: space } };
}

/**
 * The size a GIF has on screens. Beyond 2048 pixels a side libvips goes by the first frame, browsers by the logical screen: a few
 * bytes can claim 65,535 × 65,535. What is seen by both is made smaller where it must be; what is not is held to 4K here.
 */
async function screenOf(file: string, frame: { width: number; height: number }): Promise<{ width: number; height: number }> {
  const screen = await logicalScreen(file);
  const width = Math.max(screen.width, frame.width);
  const height = Math.max(screen.height, frame.height);
  if ((width > frame.width || height > frame.height) && Math.max(width, height) > largestShown)
    throw new MediaError(`This GIF claims ${width} × ${height} pixels around a picture of ${frame.width} × ${frame.height}.`);
  return { width, height };
}

/**
 * The picture as it is shown: upright, in the colours of screens, at most 4K, without what the camera wrote about itself and
 * its place. `null` when it is so already. Moving pictures are only made smaller. Throws MediaError for a damaged one.
 */
export async function shownPicture(file: string, kind: Kind): Promise<Buffer | null> {
  const found = await sharp(file, { limitInputPixels: false }).metadata();
  const { orientation = 1, exif, iptc, xmp, space, width, height, pages = 1 } = found;
  const tooLarge = Math.max(width, height) > largestShown;
  const moves = pages > 1;
  if (!tooLarge && (moves || (orientation === 1 && !exif && !iptc && !xmp && space !== 'cmyk'))) return null;
  if (moves && width * height * pages > maxPixels) {
    const sides = `${width} × ${height}`;
    throw new MediaError(`A picture that moves can have ${largestShown} pixels a side; this one has ${sides} in ${pages} frames.`);
  }
  const picture = sharp(file, { failOn: 'error', limitInputPixels: mostPixels(found), animated: moves }).timeout({ seconds });
  try {
    const upright = picture.autoOrient().resize({ width: largestShown, height: largestShown, fit: 'inside', withoutEnlargement: true });
    const format = kind.name as 'jpeg' | 'png' | 'gif' | 'webp';
    return await upright
      .toColourspace('srgb')
      .toFormat(format, format === 'jpeg' ? { quality: 90 } : {})
      .toBuffer();
  } catch (error) {
    throw unreadable(error);
  }
}

/**
 * 320 × 180: a picture of nearly that shape fills it, another stands whole before its own blurred shadow. Reads the
 * whole picture, so that a damaged one is found. Throws MediaError for it.
 */
export async function card(source: string | Buffer): Promise<Buffer> {
  try {
    const { width, height } = thumbnailSize;
    const limit = mostPixels(await sharp(source, { limitInputPixels: false }).metadata());
    const small = await openPicture(source, limit)
      .autoOrient()
      .resize({ width: width * 2, height: height * 2, fit: 'inside', withoutEnlargement: true })
      .png({ compressionLevel: 1 })
      .toBuffer({ resolveWithObject: true });
    const shape = small.info.width / small.info.height / (width / height);
    if (shape > 0.95 && shape < 1.05) return await onBackdrop(sharp(small.data).resize({ ...thumbnailSize, fit: 'cover' }));
    const whole = await sharp(small.data)
      .resize({ ...thumbnailSize, fit: 'inside' })
      .toBuffer();
    const shadow = sharp(small.data)
      .flatten({ background: backdrop })
      .resize({ ...thumbnailSize, fit: 'cover' });
    return await onBackdrop(
      shadow
        .blur(14)
        .modulate({ brightness: 0.55 })
        .composite([{ input: whole }]),
    );
  } catch (error) {
    throw unreadable(error);
  }
}

function unreadable(error: unknown): MediaError {
  const slow = error instanceof Error && /timeout/i.test(error.message);
  return slow ? new MediaError('It took too long to read this picture.') : broken();
}

const onBackdrop = (image: Sharp) => image.flatten({ background: backdrop }).webp({ quality: 80 }).toBuffer();

/** A sound's waveform on the cards' ground. */
export function waveformCard(waveform: Buffer): Promise<Buffer> {
  return blank()
    .composite([{ input: waveform, gravity: 'centre' }])
    .webp({ quality: 80 })
    .toBuffer();
}

/** Whether nothing but white is to be seen. */
export async function isBlank(source: Buffer): Promise<boolean> {
  const { channels } = await openPicture(source).stats();
  return channels.every(({ min }) => min > 250);
}

/** Stands for a page that was not drawn. */
export function pageCard(): Promise<Buffer> {
  return blank(
    '<path d="M128 66 100 90l28 24M192 66l28 24-28 24M172 54l-24 72" fill="none" stroke="#8ea2c8" stroke-width="9" stroke-linecap="round" stroke-linejoin="round"/>',
  )
    .webp({ quality: 80 })
    .toBuffer();
}

function blank(drawing = ''): Sharp {
  const { width, height } = thumbnailSize;
  return sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="#232a3a"/><stop offset="1" stop-color="${backdrop}"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/>${drawing}</svg>`,
    ),
  );
}
