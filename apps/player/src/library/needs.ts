import { keep, recall } from '../storage/database.ts';

/** A screen that sees more files than this in its life forgets the oldest. */
const MOST = 20_000;

/** Remembers over restarts in which order files were last needed: an order, not times, so that no clock can mix it up. */
export class Needs {
  #order: string[] = [];

  async restore(): Promise<void> {
    const kept = await recall<string[]>('needed');
    if (!Array.isArray(kept)) return;
    const now = this.#order;
    this.#order = kept;
    this.touch([...now].reverse());
  }

  /** SHA-256s, what was needed longest ago first. */
  get order(): readonly string[] {
    return this.#order;
  }

  /** These are needed now, the first of them most of all. */
  touch(hashes: readonly string[]): void {
    const now = new Set(hashes);
    const order = [...this.#order.filter(sha256 => !now.has(sha256)), ...[...now].reverse()].slice(-MOST);
    if (order.length === this.#order.length && order.every((sha256, index) => sha256 === this.#order[index])) return;
    this.#order = order;
    void keep('needed', order);
  }
}
