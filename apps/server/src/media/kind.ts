import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import type { ContentType, MediaReason } from '@tvs/protocol';
import { fileTypeFromFile } from 'file-type';
import { problems } from '../platform/errors.ts';

/** A kind of file that is taken. */
export interface Kind {
  name: string;
  type: ContentType;
  mime: string;
  /** Endings its name may have. */
  extensions: readonly string[];
  /** What file-type calls it. */
  detected: readonly string[];
  /** ffmpeg's name of the format: forced, so that no content can choose another (playlists open other files). */
  demuxer: string | null;
}

const kinds: readonly Kind[] = [
  // Cameras and their programs name one for the other, and both for each other's brands.
  { name: 'mp4', type: 'video', mime: 'video/mp4', extensions: ['mp4', 'm4v', 'mov'], detected: ['mp4', 'm4v'], demuxer: 'mov' },
  { name: 'mov', type: 'video', mime: 'video/quicktime', extensions: ['mov', 'mp4', 'm4v'], detected: ['mov'], demuxer: 'mov' },
  { name: 'webm', type: 'video', mime: 'video/webm', extensions: ['webm', 'mkv'], detected: ['webm'], demuxer: 'matroska' },
  { name: 'mkv', type: 'video', mime: 'video/matroska', extensions: ['mkv', 'webm'], detected: ['mkv'], demuxer: 'matroska' },
  { name: 'avi', type: 'video', mime: 'video/x-msvideo', extensions: ['avi'], detected: ['avi'], demuxer: 'avi' },
  { name: 'jpeg', type: 'image', mime: 'image/jpeg', extensions: ['jpg', 'jpeg', 'jfif'], detected: ['jpg'], demuxer: null },
  { name: 'png', type: 'image', mime: 'image/png', extensions: ['png'], detected: ['png', 'apng'], demuxer: null },
  { name: 'gif', type: 'image', mime: 'image/gif', extensions: ['gif'], detected: ['gif'], demuxer: null },
  { name: 'webp', type: 'image', mime: 'image/webp', extensions: ['webp'], detected: ['webp'], demuxer: null },
  { name: 'mp3', type: 'audio', mime: 'audio/mpeg', extensions: ['mp3'], detected: ['mp3'], demuxer: 'mp3' },
  { name: 'wav', type: 'audio', mime: 'audio/wav', extensions: ['wav'], detected: ['wav'], demuxer: 'wav' },
  { name: 'ogg', type: 'audio', mime: 'audio/ogg', extensions: ['ogg', 'oga', 'opus'], detected: ['ogg', 'oga', 'opus'], demuxer: 'ogg' },
  { name: 'aac', type: 'audio', mime: 'audio/aac', extensions: ['aac'], detected: ['aac'], demuxer: 'aac' },
  // A page with its files, which becomes one page.
  { name: 'package', type: 'html', mime: 'application/zip', extensions: ['zip'], detected: ['zip'], demuxer: null },
  { name: 'html', type: 'html', mime: 'text/html', extensions: ['html', 'htm'], detected: [], demuxer: null },
];

const taken = [...new Set(kinds.flatMap(kind => kind.extensions))].join(', ');
const longestPage = 10 * 2 ** 20;

/** The kind of a stored file. */
export function kindOf(mime: string): Kind {
  const kind = kinds.find(each => each.mime === mime);
  if (!kind) throw new Error(`no kind has the type ${mime}`);
  return kind;
}

/**
 * Finds out what a file is from its content. The name only may not claim another type: programs save a WebP as .jpg and a WebM as
 * .mp4, and nobody who has such a file can see it. Throws 415 with words for what is not taken, 413 for a page that is too long.
 */
export async function recognise(file: string, name: string): Promise<Kind> {
  const found = await detect(file);
  const ending = extensionOf(name);
  const claimed = kinds.find(kind => ending !== null && kind.extensions.includes(ending));
  if (found && (ending === null || found.extensions.includes(ending) || (claimed?.type === found.type && found.type !== 'html')))
    return found;
  // A document of an office program is an archive, and no package for it.
  if (found && (claimed || found.type !== 'html')) throw problems.nameMismatch(otherName(ending, found));
  if (claimed) throw problems.nameMismatch(`The name ends in .${ending}, but the content is not ${claimed.name}.` satisfies MediaReason);
  throw problems.unsupportedType(`This kind of file is not taken. What can be shown: ${taken}.`);
}

function otherName(ending: string | null, { name }: Kind): MediaReason {
  return `The name ends in .${ending}, but the content is ${name}. Give the file the right ending.`;
}

async function detect(file: string): Promise<Kind | null> {
  const detected = await fileTypeFromFile(file);
  if (detected) return kinds.find(kind => kind.detected.includes(detected.ext)) ?? null;
  return (await isPage(file)) ? kindOf('text/html') : null;
}

/** The ending without its dot, lower case; `null` when the name has none, or one without letters (`v1.2`). */
function extensionOf(name: string): string | null {
  const ending = extname(name).slice(1).toLowerCase();
  return /[a-z]/.test(ending) ? ending : null;
}

// Byte order mark, white space and comments may stand before the first tag. SVG and XML begin otherwise and are refused.
const pageStart = /^\ufeff?(?:\s|<!--(?:(?!-->)[\s\S])*-->)*<(?:!doctype\s+html|html|head|body)[\s>/]/i;

/** HTML has no magic bytes: it is UTF-8 text without NUL that begins as a page does. */
async function isPage(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const head = Buffer.alloc(4096);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    if (!pageStart.test(head.toString('utf8', 0, bytesRead))) return false;
    if ((await handle.stat()).size > longestPage) throw problems.tooLarge(`A page may have ${longestPage / 2 ** 20} MiB.`);
    return isText(await handle.readFile());
  } finally {
    await handle.close();
  }
}

function isText(bytes: Buffer): boolean {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\0');
  } catch {
    return false;
  }
}
