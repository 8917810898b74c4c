import { resolve } from '@tvs/schedule';
import type { Clock } from '../../platform/clock.ts';
import { ProblemError } from '../../platform/errors.ts';
import type { Published, Publishing } from '../../publishing/publishing.ts';

interface Watched {
  empty: boolean;
  stop: () => void;
}

/**
 * Places of players where it may happen that nothing is on. One that inherits a default campaign is none of them: its
 * programme needs no watching.
 */
export class EmptyPlaces {
  readonly #publishing: Pick<Publishing, 'tree' | 'programme' | 'watch'>;
  readonly #clock: Clock;
  readonly #changed: () => void;
  readonly #watched = new Map<number, Watched>();

  /** `changed` is told when a place has become empty, or is no longer. */
  constructor(publishing: Pick<Publishing, 'tree' | 'programme' | 'watch'>, clock: Clock, changed: () => void) {
    this.#publishing = publishing;
    this.#clock = clock;
    this.#changed = changed;
  }

  *empty(): Generator<number> {
    for (const [id, { empty }] of this.#watched) if (empty) yield id;
  }

  /** From now on these are the places with players. */
  async watch(locations: ReadonlySet<number>): Promise<void> {
    const tree = await this.#publishing.tree();
    const needed = new Set([...locations].filter(id => tree.get(id) && tree.defaultCampaign(id) === null));
    for (const id of this.#watched.keys()) if (!needed.has(id)) this.#forget(id);
    await Promise.all([...needed].filter(id => !this.#watched.has(id)).map(id => this.#begin(id)));
  }

  close(): void {
    for (const id of this.#watched.keys()) this.#forget(id);
  }

  async #begin(id: number): Promise<void> {
    const place: Watched = { empty: false, stop: this.#publishing.watch(id, published => this.#look(id, published)) };
    this.#watched.set(id, place);
    try {
      this.#look(id, await this.#publishing.programme(id));
    } catch (error) {
      this.#forget(id);
      // Removed meanwhile: there is nothing to be empty.
      if (!(error instanceof ProblemError)) throw error;
    }
  }

  #look(id: number, { compiled }: Published): void {
    const place = this.#watched.get(id);
    if (!place) return;
    const empty = resolve(compiled, this.#clock.now()).campaign_id === null;
    if (empty === place.empty) return;
    place.empty = empty;
    this.#changed();
  }

  #forget(id: number): void {
    this.#watched.get(id)?.stop();
    this.#watched.delete(id);
  }
}
