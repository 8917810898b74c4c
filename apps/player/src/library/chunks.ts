import { type Database, database } from '../storage/database.ts';
import type { FileStore, Part, StoredFile } from './files.ts';

/** Bytes in one record: small enough for memory, large enough to be few. */
const CHUNK = 4 << 20;

/** Files as pieces in IndexedDB: for plain HTTP, where browsers have no OPFS. The pieces are blobs, which lie on disk. */
export async function openChunks(): Promise<FileStore> {
  return new Chunks(await database());
}

const all = (sha256: string) => IDBKeyRange.bound([sha256, 0], [sha256, Number.MAX_SAFE_INTEGER]);

class Chunks implements FileStore {
  readonly kind = 'indexeddb';
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async list(): Promise<StoredFile[]> {
    const files: StoredFile[] = [];
    for (let cursor = await this.#db.transaction('files').store.openCursor(); cursor; cursor = await cursor.continue()) {
      files.push({ sha256: cursor.key, size: cursor.value.size });
    }
    return files;
  }

  async parts(): Promise<StoredFile[]> {
    const whole = new Set(await this.#db.getAllKeys('files'));
    const begun = new Map<string, number>();
    for (let cursor = await this.#db.transaction('chunks').store.openCursor(); cursor; cursor = await cursor.continue()) {
      const [sha256] = cursor.key;
      if (!whole.has(sha256)) begun.set(sha256, (begun.get(sha256) ?? 0) + cursor.value.size);
    }
    return [...begun].map(([sha256, size]) => ({ sha256, size }));
  }

  async open(sha256: string): Promise<Blob | null> {
    const file = await this.#db.get('files', sha256);
    if (!file) return null;
    const pieces = await this.#db.getAll('chunks', all(sha256));
    return pieces.length === file.chunks ? new Blob(pieces) : null;
  }

  async part(sha256: string): Promise<Part> {
    const pieces = await this.#db.getAll('chunks', all(sha256));
    return new ChunkPart(this.#db, sha256, pieces);
  }

  async remove(sha256: string): Promise<void> {
    const work = this.#db.transaction(['files', 'chunks'], 'readwrite');
    await Promise.all([work.objectStore('files').delete(sha256), work.objectStore('chunks').delete(all(sha256)), work.done]);
  }
}

class ChunkPart implements Part {
  size: number;
  readonly #db: Database;
  readonly #sha256: string;
  #pieces: Blob[];
  #count: number;
  #waiting: Uint8Array[] = [];
  #waitingSize = 0;

  constructor(db: Database, sha256: string, pieces: Blob[]) {
    this.#db = db;
    this.#sha256 = sha256;
    this.#pieces = pieces;
    this.#count = pieces.length;
    this.size = pieces.reduce((sum, piece) => sum + piece.size, 0);
  }

  async read(take: (bytes: Uint8Array) => void): Promise<void> {
    for (const piece of this.#pieces) take(new Uint8Array(await piece.arrayBuffer()));
    this.#pieces = [];
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#waiting.push(bytes);
    this.#waitingSize += bytes.byteLength;
    this.size += bytes.byteLength;
    if (this.#waitingSize >= CHUNK) await this.#flush();
  }

  async reset(): Promise<void> {
    this.#pieces = [];
    this.#waiting = [];
    this.#waitingSize = 0;
    this.#count = 0;
    this.size = 0;
    await this.#db.delete('chunks', all(this.#sha256));
  }

  async commit(): Promise<void> {
    await this.#flush();
    await this.#db.put('files', { size: this.size, chunks: this.#count }, this.#sha256);
  }

  async close(): Promise<void> {
    await this.#flush();
  }

  async #flush(): Promise<void> {
    if (this.#waitingSize === 0) return;
    const piece = new Blob(this.#waiting as Uint8Array<ArrayBuffer>[]);
    this.#waiting = [];
    this.#waitingSize = 0;
    await this.#db.put('chunks', piece, [this.#sha256, this.#count]);
    this.#count++;
  }
}
