import { openChunks } from './chunks.ts';
import type { FileStore } from './files.ts';
import { openOpfs } from './opfs.ts';

/** The best store this browser has here; page and worker come to the same answer. */
export async function openStore(): Promise<FileStore> {
  return (await openOpfs()) ?? (await openChunks());
}
