/** How far a file has come. */
export interface Received {
  /** Bytes. */
  bytes: number;
  /** Lines that have ended, the header's among them. */
  lines: number;
}

/** Bytes that are held in memory before the browser may put them elsewhere. */
const held = 8 * 1024 * 1024;
const newline = 10;

/**
 * Reads a stream to its end and tells how far it is after each piece. Ends with what the stream ends with: an aborted
 * request throws, and nothing is kept of it.
 */
export async function receive(stream: ReadableStream<Uint8Array<ArrayBuffer>>, tell: (received: Received) => void): Promise<Blob> {
  const done: Blob[] = [];
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let waiting = 0;
  const received = { bytes: 0, lines: 0 };
  const reader = stream.getReader();
  for (let { value } = await reader.read(); value; { value } = await reader.read()) {
    pieces.push(value);
    waiting += value.byteLength;
    received.bytes += value.byteLength;
    for (let at = value.indexOf(newline); at !== -1; at = value.indexOf(newline, at + 1)) received.lines += 1;
    if (waiting > held) {
      done.push(new Blob(pieces));
      pieces = [];
      waiting = 0;
    }
    tell({ ...received });
  }
  return new Blob([...done, ...pieces], { type: 'text/csv' });
}

/** Gives a file to the browser to keep. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The name that an answer gives its file. */
export function fileName(headers: Headers): string {
  return /filename="([^"]+)"/.exec(headers.get('content-disposition') ?? '')?.[1] ?? 'report.csv';
}
