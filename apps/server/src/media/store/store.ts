import type { Readable } from 'node:stream';
import type { Received } from '../intake.ts';
import type { Range } from '../range.ts';

/** A file as the store lists it. */
export interface Entry {
  sha256: string;
  /** Bytes. */
  size: number;
  /** When it was put there, epoch ms. */
  at: number;
}

export interface Reading {
  /** Bytes of the whole file. */
  size: number;
  /** The bytes that were chosen; a short piece at once, a longer one as it is asked for. */
  body: Buffer | Readable | null;
}

/** Says which bytes of a file so long are wanted; `null`: none. What it throws ends the reading. */
export type Choose = (size: number) => Range | null;

/** A stored file as one on this machine. */
export interface Borrowed {
  path: string;
  /** It may go then. Never throws. */
  release(): Promise<void>;
}

/**
 * Where whole files last, each under the SHA-256 of its bytes: the folder of one machine, or a bucket. What does not answer is
 * a 503 for whoever asked.
 */
export interface Store {
  /** In words for the operator. */
  readonly where: string;
  /** Keeps a whole file whose hash is known; it is safe when this returns. Putting it again does no harm. */
  put(file: Received): Promise<void>;
  /** Takes a file away; one that is not there is gone already. */
  remove(sha256: string): Promise<void>;
  /** Clears what a `put` that was cut off left half done. */
  sweep(sha256: string): Promise<void>;
  /** @param known its length in bytes, as the database says. Throws MissingFile. */
  read(sha256: string, known: number | null, choose: Choose): Promise<Reading>;
  /** The file as one of this machine, to be read only; fetched to `part` and verified where it is elsewhere. Throws MissingFile. */
  borrow(file: { sha256: string; file_size: number }, part: string, signal: AbortSignal): Promise<Borrowed>;
  list(): AsyncIterable<Entry>;
  /** The file's place below the folder that a web server on this machine may read; `null` where there is none. */
  below(sha256: string): string | null;
  /** Throws, in words for the operator, unless files can be kept, read and removed. */
  check(): Promise<void>;
  /** Throws unless it answers. */
  ping(): Promise<void>;
}

/** The database knows of a file that is not there. */
export class MissingFile extends Error {
  constructor(sha256: string, cause?: unknown) {
    super(`the stored file ${sha256} is missing`, { cause });
    this.name = 'MissingFile';
  }
}

/** Pieces up to so many bytes are answered at once, without a stream. */
export const shortPiece = 256 * 1024;

/** `ab/cd/abcd…`: the same in a folder and in a bucket, so that one can be copied to the other. Throws for what is no hash. */
export function placeOf(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256');
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
}
