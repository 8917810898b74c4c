import { open } from 'node:fs/promises';

const header = 8;
/** A recorder that could not go back to write its length wrote one of these. */
const unsaid = new Set([0, 0xffffffff]);
/** Some count the header as well. */
const slack = header;
const mostParts = 100_000;

/**
 * Whether an AVI or WAV (RIFF) ends before the length it begins with: cut off, though demuxers read what is left without a
 * word. Large AVIs have several parts, one after the other (OpenDML).
 */
export async function endsInsideRiff(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const bytes = Buffer.alloc(header);
    let position = 0;
    for (let count = 0; position + header <= size && count < mostParts; count++) {
      await handle.read(bytes, 0, header, position);
      const length = bytes.readUInt32LE(4);
      if (bytes.toString('latin1', 0, 4) !== 'RIFF' || unsaid.has(length)) return false;
      position += header + length + (length % 2);
    }
    return position > size + slack;
  } finally {
    await handle.close();
  }
}
