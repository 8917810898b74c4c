import type { FileStore, Part, StoredFile } from './files.ts';

const PART = '.part';
const BLOCK = 1 << 20;

/** Chromium's, Firefox's and Safari's atomic rename, which the TypeScript library does not know. */
type Movable = FileSystemFileHandle & { move(name: string): Promise<void> };

/** Files in the origin private file system: written in place by a worker, renamed when their hash is right, read from disk. */
export async function openOpfs(): Promise<FileStore | null> {
  if (!('storage' in navigator) || typeof navigator.storage.getDirectory !== 'function') return null;
  if (!('move' in FileSystemFileHandle.prototype)) return null;
  try {
    const root = await navigator.storage.getDirectory();
    return new Opfs(await root.getDirectoryHandle('library', { create: true }));
  } catch {
    return null;
  }
}

class Opfs implements FileStore {
  readonly kind = 'opfs';
  readonly #folder: FileSystemDirectoryHandle;

  constructor(folder: FileSystemDirectoryHandle) {
    this.#folder = folder;
  }

  list(): Promise<StoredFile[]> {
    return this.#entries(name => (name.endsWith(PART) ? null : name));
  }

  parts(): Promise<StoredFile[]> {
    return this.#entries(name => (name.endsWith(PART) ? name.slice(0, -PART.length) : null));
  }

  async open(sha256: string): Promise<Blob | null> {
    try {
      return await (await this.#folder.getFileHandle(sha256)).getFile();
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotFoundError') return null;
      throw error;
    }
  }

  async part(sha256: string): Promise<Part> {
    const handle = (await this.#folder.getFileHandle(sha256 + PART, { create: true })) as Movable;
    return new OpfsPart(handle, await handle.createSyncAccessHandle(), sha256);
  }

  async remove(sha256: string): Promise<void> {
    for (const name of [sha256, sha256 + PART]) {
      try {
        await this.#folder.removeEntry(name);
      } catch (error) {
        if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error;
      }
    }
  }

  /** `hashOf`: what a name stands for; `null`: not looked for. */
  async #entries(hashOf: (name: string) => string | null): Promise<StoredFile[]> {
    const files: StoredFile[] = [];
    for await (const [name, handle] of this.#folder.entries()) {
      const sha256 = hashOf(name);
      if (handle.kind !== 'file' || sha256 === null) continue;
      // One may be renamed or removed while the others are looked at.
      const file = await (handle as FileSystemFileHandle).getFile().catch(() => null);
      if (file) files.push({ sha256, size: file.size });
    }
    return files;
  }
}

class OpfsPart implements Part {
  size: number;
  readonly #handle: Movable;
  readonly #access: FileSystemSyncAccessHandle;
  readonly #name: string;

  constructor(handle: Movable, access: FileSystemSyncAccessHandle, name: string) {
    this.#handle = handle;
    this.#access = access;
    this.#name = name;
    this.size = access.getSize();
  }

  async read(take: (bytes: Uint8Array) => void): Promise<void> {
    const block = new Uint8Array(BLOCK);
    for (let at = 0; at < this.size; ) {
      const count = this.#access.read(block, { at });
      if (count === 0) throw new Error('the part is shorter than it says');
      take(block.subarray(0, count));
      at += count;
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    // A full disk may write less than asked for without an error.
    const written = this.#access.write(bytes as Uint8Array<ArrayBuffer>, { at: this.size });
    this.size += written;
    if (written < bytes.byteLength) throw new DOMException('the disk is full', 'QuotaExceededError');
  }

  async reset(): Promise<void> {
    this.#access.truncate(0);
    this.size = 0;
  }

  async commit(): Promise<void> {
    this.#access.flush();
    this.#access.close();
    await this.#handle.move(this.#name);
  }

  async close(): Promise<void> {
    this.#access.close();
  }
}
