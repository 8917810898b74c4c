import { open } from 'node:fs/promises';

const window = 256 * 1024;
const image = 0x2c;
const extension = 0x21;

/** The sides of the sheet that a GIF's frames are laid on, as it says itself: what browsers make room for. */
export async function logicalScreen(file: string): Promise<{ width: number; height: number }> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(10), 0, 10, 0);
    return { width: buffer.readUInt16LE(6), height: buffer.readUInt16LE(8) };
  } finally {
    await handle.close();
  }
}

/**
 * Whether a GIF ends inside one of its blocks: cut off, though decoders show the frames that are there. One that only lacks
 * its last byte is whole to everybody.
 */
export async function endsInsideBlock(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const bytes = Buffer.alloc(window);
    let start = 0;
    let filled = 0;
    const byteAt = async (position: number): Promise<number> => {
      if (position < start || position >= start + filled) {
        start = position;
        filled = (await handle.read(bytes, 0, window, start)).bytesRead;
      }
      return bytes[position - start] ?? 0;
    };
    const tableSize = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

    let position = 13 + tableSize(await byteAt(10));
    while (position < size) {
      const kind = await byteAt(position);
      if (kind === image) position += 11 + tableSize(await byteAt(position + 9));
      else if (kind === extension) position += 2;
      // The end, or something that no decoder reads on after.
      else return false;
      for (let length = -1; length !== 0 && position < size; position += length + 1) length = await byteAt(position);
      if (position >= size) return position > size || (await byteAt(size - 1)) !== 0;
    }
    return position > size;
  } finally {
    await handle.close();
  }
}
