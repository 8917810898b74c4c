import type { Db } from '../../database/connection.ts';
import type { Clock } from '../../platform/clock.ts';
import { ProblemError } from '../../platform/errors.ts';
import type { Published, Publishing } from '../../publishing/publishing.ts';

/** Why screens have nothing to show: nothing is scheduled (`null`), or nothing of this default campaign can be shown now. */
export type Empty = { campaign_id: number; campaign: string } | null;

interface Watched {
  /** `undefined`: something is on. */
  empty: Empty | undefined;
  stop: () => void;
}

/**
 * Places of players where it may happen that nothing is on. One that inherits a default campaign of which something shows every
 * day is none of them: its programme needs no watching.
 */
export class EmptyPlaces {
  readonly #publishing: Pick<Publishing, 'tree' | 'programme' | 'watch'>;
  readonly #clock: Clock;
  readonly #db: Db;
  readonly #changed: () => void;
  readonly #watched = new Map<number, Watched>();

  /** `changed` is told when a place has become empty, or is no longer. */
  constructor(publishing: Pick<Publishing, 'tree' | 'programme' | 'watch'>, { clock, db }: { clock: Clock; db: Db }, changed: () => void) {
    this.#publishing = publishing;
    this.#clock = clock;
    this.#db = db;
    this.#changed = changed;
  }

  *empty(): Generator<[id: number, why: Empty]> {
    for (const [id, { empty }] of this.#watched) if (empty !== undefined) yield [id, empty];
  }

  /** From now on these are the places with players. */
  async watch(locations: ReadonlySet<number>): Promise<void> {
    const tree = await this.#publishing.tree();
    const bases = new Map([...locations].filter(id => tree.get(id)).map(id => [id, tree.defaultCampaign(id)]));
    const steady = await this.#steady([...new Set(bases.values())].filter(id => id !== null));
    const needed = new Set([...bases].flatMap(([id, base]) => (base === null || !steady.has(base) ? [id] : [])));
    for (const id of this.#watched.keys()) if (!needed.has(id)) this.#forget(id);
    await Promise.all([...needed].filter(id => !this.#watched.has(id)).map(id => this.#begin(id)));
  }

  close(): void {
    for (const id of this.#watched.keys()) this.#forget(id);
  }

  async #begin(id: number): Promise<void> {
    const place: Watched = { empty: undefined, stop: this.#publishing.watch(id, published => this.#look(id, published)) };
    this.#watched.set(id, place);
    try {
      this.#look(id, await this.#publishing.programme(id));
    } catch (error) {
      this.#forget(id);
      // Removed meanwhile: there is nothing to be empty.
      if (!(error instanceof ProblemError)) throw error;
    }
  }

  #look(id: number, published: Published): void {
    const place = this.#watched.get(id);
    if (!place) return;
    const empty = whyEmpty(published, this.#clock.now());
    if (empty?.campaign_id === place.empty?.campaign_id && (empty === undefined) === (place.empty === undefined)) return;
    place.empty = empty;
    this.#changed();
  }

  /** Of these campaigns those that have something to show on every day. */
  async #steady(campaigns: readonly number[]): Promise<Set<number>> {
    if (campaigns.length === 0) return new Set();
    const rows = await this.#db
      .selectFrom('campaign_content')
      .innerJoin('content', 'content.id', 'campaign_content.content_id')
      .select('campaign_id')
      .distinct()
      .where('campaign_id', 'in', campaigns)
      .where('content.status', '=', 'ready')
      .where('valid_from', 'is', null)
      .where('valid_until', 'is', null)
      .execute();
    return new Set(rows.map(row => row.campaign_id));
  }

  #forget(id: number): void {
    this.#watched.get(id)?.stop();
    this.#watched.delete(id);
  }
}

/** Behind the default campaign there is nothing: without an item of it that counts now, the screens stand idle. */
function whyEmpty({ campaignUpdate }: Published, now: number): Empty | undefined {
  const { campaign, contents, schedule_id } = campaignUpdate(now);
  if (campaign === null) return null;
  return schedule_id === null && contents.length === 0 ? { campaign_id: campaign.id, campaign: campaign.name } : undefined;
}
