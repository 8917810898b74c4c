import { type FileHandle, open } from 'node:fs/promises';

const largestHeader = 16;
/** More top-level boxes than any honest file: a fragmented one has two for each second or so. */
const mostBoxes = 500_000;

/**
 * Whether an MP4 (ISO/IEC 14496-12, 4.2) ends inside one of its top-level boxes: cut off, though what is left may look
 * well to a demuxer that only finds its last packet a little short.
 */
export async function endsInsideBox(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    let position = 0;
    for (let count = 0; position + 8 <= size && count < mostBoxes; count++) {
      const length = await boxLength(handle, position);
      // To the end of the file, or not a box at all: nothing can be said.
      if (length === null) return false;
      position += length;
    }
    return position > size;
  } finally {
    await handle.close();
  }
}

/** Whether an MP4 says where its frames are before they come: then it plays while it is still being fetched. */
export async function indexComesFirst(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    let position = 0;
    for (let count = 0; position + 8 <= size && count < mostBoxes; count++) {
      const kind = await boxKind(handle, position);
      if (kind === 'moov' || kind === 'mdat') return kind === 'moov';
      const length = await boxLength(handle, position);
      if (length === null) return false;
      position += length;
    }
    return false;
  } finally {
    await handle.close();
  }
}

async function boxKind(handle: FileHandle, position: number): Promise<string> {
  const name = Buffer.alloc(4);
  await handle.read(name, 0, 4, position + 4);
  return name.toString('latin1');
}

async function boxLength(handle: FileHandle, position: number): Promise<number | null> {
  const header = Buffer.alloc(largestHeader);
  const { bytesRead } = await handle.read(header, 0, largestHeader, position);
  const length = header.readUInt32BE(0);
  if (length === 1) return bytesRead === largestHeader ? Math.max(Number(header.readBigUInt64BE(8)), largestHeader) : largestHeader;
  return length < 8 ? null : length;
}
