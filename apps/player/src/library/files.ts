/** A file, or what there is of it. */
export interface StoredFile {
  sha256: string;
  /** Bytes that are there. */
  size: number;
}

/** Where the library's bytes lie. What it lists is verified: a file gets its name only then. */
export interface FileStore {
  readonly kind: 'opfs' | 'indexeddb';
  list(): Promise<StoredFile[]>;
  /** What is there in part only. */
  parts(): Promise<StoredFile[]>;
  /** The bytes on disk, not in memory; `null` when there is no such file. */
  open(sha256: string): Promise<Blob | null>;
  /** A file being written; one at a time for each hash. Only in the worker. */
  part(sha256: string): Promise<Part>;
  /** Whole or in part. */
  remove(sha256: string): Promise<void>;
}

/** A file on its way: kept when the download breaks off, so that it goes on from there. */
export interface Part {
  /** Bytes so far. */
  readonly size: number;
  /** Hands over what is there already, piece by piece. */
  read(take: (bytes: Uint8Array) => void): Promise<void>;
  write(bytes: Uint8Array): Promise<void>;
  /** Back to nothing. */
  reset(): Promise<void>;
  /** The hash is right: from now on the file exists. */
  commit(): Promise<void>;
  /** Lets go of it, keeping what was written. */
  close(): Promise<void>;
}
