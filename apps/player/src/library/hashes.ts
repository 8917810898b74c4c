import { createSHA256, type IHasher } from 'hash-wasm';

const BLOCK = 1 << 20;
/** A film may start once this much of it is known to be right; the rest is read faster than it plays. Bytes. */
export const HEAD = 2 << 20;

/** Hashes a whole file and, on the way, its beginning. */
export class HeadedHash {
  readonly #whole: IHasher;
  readonly #head: IHasher;
  #fed = 0;

  private constructor(whole: IHasher, head: IHasher) {
    this.#whole = whole;
    this.#head = head;
  }

  static async make(): Promise<HeadedHash> {
    return new HeadedHash(await createSHA256(), await createSHA256());
  }

  init(): void {
    this.#whole.init();
    this.#head.init();
    this.#fed = 0;
  }

  update(bytes: Uint8Array): void {
    this.#whole.update(bytes);
    if (this.#fed < HEAD) this.#head.update(bytes.subarray(0, HEAD - this.#fed));
    this.#fed += bytes.byteLength;
  }

  digest(): string {
    return this.#whole.digest('hex');
  }

  /** Only once. */
  headDigest(): string {
    return this.#head.digest('hex');
  }
}

/** SHA-256 of the first `size` bytes, piece by piece: a whole file in memory may be more than the machine has. */
export async function sha256Of(file: Blob, size = file.size): Promise<string> {
  const hash = (await createSHA256()).init();
  for (let at = 0; at < size; at += BLOCK) hash.update(new Uint8Array(await file.slice(at, Math.min(at + BLOCK, size)).arrayBuffer()));
  return hash.digest('hex');
}
