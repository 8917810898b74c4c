import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { MediaError } from '../errors.ts';

/** What a package may be: a few screens' worth of page, not an archive. */
const most = { entries: 1000, bytes: 32 * 2 ** 20, ratio: 200, nameLength: 300 };
/** Below this a high ratio is no bomb. */
const harmless = 2 ** 20;

const open = promisify<string, yauzl.Options, ZipFile>(yauzl.open);

/**
 * The files of a zip by their names, read into memory. Every entry is looked at before the first is read: names that climb or
 * stand for something else than a file, encryption, counts, sizes and ratios. What an entry says of its size is held to while
 * it is read. Throws MediaError with words for whoever made the package.
 */
export async function unzip(file: string): Promise<Map<string, Buffer>> {
  const zip = await open(file, { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true }).catch(notAZip);
  try {
    const entries = await listed(zip);
    const files = new Map<string, Buffer>();
    for (const entry of entries) files.set(entry.fileName, await read(zip, entry));
    return files;
  } catch (error) {
    throw error instanceof MediaError ? error : new MediaError('The package is incomplete or damaged.');
  } finally {
    zip.close();
  }
}

function notAZip(): never {
  throw new MediaError('The package is incomplete or damaged.');
}

async function listed(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > most.entries) throw new MediaError(`The package has ${zip.entryCount} files; at most ${most.entries} are taken.`);
  const entries: Entry[] = [];
  const names = new Set<string>();
  let bytes = 0;
  for await (const entry of each(zip)) {
    if (entry.fileName.endsWith('/')) continue;
    requireFile(entry);
    // Two names that differ in case alone are one on some systems.
    const name = entry.fileName.normalize('NFC').toLowerCase();
    if (names.has(name)) throw new MediaError(`The package holds ${shown(entry)} twice.`);
    names.add(name);
    bytes += entry.uncompressedSize;
    if (bytes > most.bytes) throw new MediaError(`Unpacked, the package has more than ${most.bytes / 2 ** 20} MiB.`);
    entries.push(entry);
  }
  return entries;
}

function requireFile(entry: Entry): void {
  const { fileName, uncompressedSize, compressedSize, externalFileAttributes, versionMadeBy } = entry;
  if (fileName.length > most.nameLength || fileName.includes('\0'))
    throw new MediaError('The package holds a file whose name is too long.');
  if (entry.isEncrypted()) throw new MediaError('The package is encrypted.');
  // From Unix the upper half holds the mode: links and devices are no files.
  const kind = versionMadeBy >> 8 === 3 ? (externalFileAttributes >>> 16) & 0o170_000 : 0;
  if (kind !== 0 && kind !== 0o100_000) throw new MediaError(`The package holds ${shown(entry)}, which is a link or a device.`);
  if (uncompressedSize > harmless && uncompressedSize > compressedSize * most.ratio)
    throw new MediaError(`The package holds ${shown(entry)}, which unpacks to far more than it is.`);
}

const shown = ({ fileName }: Entry) => fileName.slice(0, 80);

/** The entries one after the other; what yauzl finds wrong with a name (it climbs, it is absolute) is an error here. */
async function* each(zip: ZipFile): AsyncGenerator<Entry> {
  for (let count = 0; count < zip.entryCount; count++) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      const settle = (act: () => void) => {
        zip.removeAllListeners();
        act();
      };
      zip.once('entry', found => settle(() => resolve(found)));
      zip.once('end', () => settle(() => resolve(null)));
      zip.once('error', error => settle(() => reject(nameError(error))));
      zip.readEntry();
    });
    if (!entry) return;
    yield entry;
  }
}

function nameError(error: Error): MediaError {
  const climbs = /relative path|absolute path|invalid characters/.test(error.message);
  return new MediaError(climbs ? 'The package holds a file whose name leads out of it.' : 'The package is incomplete or damaged.');
}

async function read(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const stream = await promisify<Entry, NodeJS.ReadableStream>(zip.openReadStream.bind(zip))(entry);
  return buffer(stream);
}
