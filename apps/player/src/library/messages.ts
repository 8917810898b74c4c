import type { DownloadFailure, DownloadTask } from './download.ts';

/** What the page asks of its library worker. */
export type Request =
  | { kind: 'download'; task: DownloadTask }
  /** Forgets broken-off downloads of files that nobody wants any more. */
  | { kind: 'sweep'; wanted: string[] }
  /** Reads a whole file again; it is removed if its hash is wrong. */
  | { kind: 'check'; sha256: string }
  | { kind: 'remove'; sha256: string };

/** What the worker tells. */
export type Report =
  | { kind: 'progress'; sha256: string; bytes: number }
  | { kind: 'done'; sha256: string; size: number }
  | { kind: 'failed'; sha256: string; reason: DownloadFailure; detail: string }
  | { kind: 'checked'; sha256: string; sound: boolean }
  | { kind: 'broken'; detail: string };
