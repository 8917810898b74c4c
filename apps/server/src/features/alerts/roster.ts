import type { Context } from '../../context.ts';
import { fromJson } from '../../database/columns.ts';
import type { PresenceReader } from '../../platform/presence.ts';
import { clockOf, type PlayerFacts, storageOf } from './rules.ts';

/** A player as the watch remembers it: what its row said when it was read last. */
export interface Rostered {
  name: string;
  location_id: number;
  /** Its last word before this process; else when it was made (epoch ms). */
  seen: number;
  storage: PlayerFacts['storage'];
  clock_ahead: number | null;
  behind_since: number | null;
  /** When to look again by the clock alone. */
  due: number;
}

/** Rows in one statement. */
const rowsAtOnce = 2000;
const columns = ['id', 'name', 'location_id', 'created_at', 'last_seen', 'system_info'] as const;

/** Every player there is, in memory: bounded by the rows of players. */
export class Roster {
  readonly #db: Context['db'];
  readonly #players = new Map<number, Rostered>();

  constructor(db: Context['db']) {
    this.#db = db;
  }

  get(id: number): Rostered | undefined {
    return this.#players.get(id);
  }

  all(): IterableIterator<[number, Rostered]> {
    return this.#players.entries();
  }

  locations(): Set<number> {
    return new Set([...this.#players.values()].map(player => player.location_id));
  }

  async loadAll(): Promise<void> {
    const found = new Set<number>();
    for (let last = 0, more = true; more; ) {
      const rows = await this.#db.selectFrom('players').select(columns).where('id', '>', last).orderBy('id').limit(rowsAtOnce).execute();
      for (const row of rows) {
        this.#keep(row);
        found.add(row.id);
      }
      last = rows.at(-1)?.id ?? 0;
      more = rows.length === rowsAtOnce;
    }
    for (const id of this.#players.keys()) if (!found.has(id)) this.#players.delete(id);
  }

  /** Reads some again; those that are gone are forgotten. */
  async load(ids: readonly number[]): Promise<void> {
    for (let from = 0; from < ids.length; from += rowsAtOnce) {
      const some = ids.slice(from, from + rowsAtOnce);
      const rows = await this.#db.selectFrom('players').select(columns).where('id', 'in', some).execute();
      for (const id of some) if (!rows.some(row => row.id === id)) this.#players.delete(id);
      for (const row of rows) this.#keep(row);
    }
  }

  #keep(row: { id: number; name: string; location_id: number; created_at: number; last_seen: number | null; system_info: string }): void {
    const info = fromJson<Record<string, unknown>>(row.system_info);
    const { behind_since = null, due = Number.POSITIVE_INFINITY } = this.#players.get(row.id) ?? {};
    this.#players.set(row.id, {
      name: row.name,
      location_id: row.location_id,
      seen: row.last_seen ?? row.created_at,
      storage: storageOf(info),
      clock_ahead: clockOf(info),
      behind_since,
      due,
    });
  }
}

/** What decides about a player's alerts now; remembers since when it has been behind. */
export function factsOf(
  id: number,
  player: Rostered,
  presence: PresenceReader,
  version: (location_id: number) => string | null,
  now: number,
): PlayerFacts {
  const live = presence.get(id);
  const online = live?.status === 'online';
  const newest = version(player.location_id);
  const holds = live?.programme_version ?? null;
  const behind = online && newest !== null && holds !== null && holds !== newest;
  player.behind_since = behind ? (player.behind_since ?? now) : null;
  return {
    online,
    seen: live?.last_seen ?? player.seen,
    behind_since: player.behind_since,
    storage: live ? storageOf(live.system_info) : player.storage,
    clock_ahead: live ? clockOf(live.system_info) : player.clock_ahead,
    unheard: live === undefined,
  };
}
