import type { DownloadFailure, DownloadTask } from './download.ts';

/** What the page asks of its library worker. */
export type Request =
  | { kind: 'download'; task: DownloadTask }
  /** Forgets broken-off downloads of files that nobody wants any more. */
  | { kind: 'sweep'; wanted: string[] }
  /** Reads a file again, whole or (`quick`) as much as a film needs to start; it is removed if its bytes are wrong. */
  | { kind: 'check'; sha256: string; quick: boolean }
  | { kind: 'remove'; sha256: string };

/** What the worker tells. */
export type Report =
  /** `bytes` of it are here. */
  | { kind: 'progress'; sha256: string; bytes: number }
  | { kind: 'done'; sha256: string; size: number }
  /** `bytes` are kept for the next try; `progressed`: more than before. */
  | { kind: 'failed'; sha256: string; reason: DownloadFailure; detail: string; bytes: number; progressed: boolean }
  /** `whole`: all of it was read, not only its beginning. */
  | { kind: 'checked'; sha256: string; sound: boolean; whole: boolean }
  /** `sha256`: a check that could not be made. */
  | { kind: 'broken'; detail: string; sha256?: string };
