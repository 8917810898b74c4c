import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { closed, type Instant, type OpenRecord, type Record, settled } from './record.ts';

type Key = [player: number, seq: number];

/** Plays that are gone for good: how many, and between which numbers the newest of them lay. */
export interface Loss {
  plays: number;
  from: number;
  to: number;
}

interface Schema extends DBSchema {
  plays: { key: Key; value: Record; indexes: { unsure: number } };
  open: { key: Key; value: OpenRecord };
  /** The highest number ever used, by player. It only grows. */
  counters: { key: number; value: number };
  losses: { key: number; value: Loss };
}

/** A play on its way to the disk. `seq` 0: it has no number yet. */
export interface Draft {
  record: Record;
  over: boolean;
  /** What the disk has of it. */
  kept: 'nothing' | 'open' | 'all';
}

/** Plays looked at in one transaction when their instants are settled. */
const BATCH = 1000;
/** Without locks, an open play that was not marked for so long has no page any more, ms. */
const FORSAKEN = 60_000;
/** Plays of a screen that this one no longer is are kept for so long, ms. */
const FOREIGN = 90 * 86_400_000;

/** A database of its own: what happens to files and programme does not touch the journal. Every method rejects when the disk does. */
export class JournalStore {
  #db: Promise<IDBPDatabase<Schema>> | undefined;

  /** Writes them, each with a number of its own, in one transaction; resolves with their numbers once they are on the disk. */
  async write(drafts: readonly Draft[], marked: number): Promise<Map<Draft, number>> {
    const db = await this.#open();
    const trx = db.transaction(['plays', 'open', 'counters'], 'readwrite', { durability: 'strict' });
    const numbers = new Map<Draft, number>();
    const work = async () => {
      for (const draft of drafts) {
        const { player } = draft.record;
        const counters = trx.objectStore('counters');
        const last = (await counters.get(player)) ?? 0;
        const seq = draft.record.seq || last + 1;
        const key: Key = [player, seq];
        const open = await trx.objectStore('open').get(key);
        const there = await trx.objectStore('plays').getKey(key);
        // Delivered from memory under a number that another page has used since: it stays in memory until acknowledged.
        if (draft.kept === 'nothing' && (open || there)) continue;
        if (seq > last) await counters.put(seq, player);
        const record = { ...draft.record, seq };
        if (!draft.over) await trx.objectStore('open').put({ ...record, marked });
        // Another page took this one for dead, and what it closed was delivered: too late to say how long it really was.
        // Unless the whole database is a new one, which knows no such number.
        else if (draft.kept === 'nothing' || open || there || seq > last) await trx.objectStore('plays').put(record);
        if (draft.over && open) await trx.objectStore('open').delete(key);
        numbers.set(draft, seq);
      }
    };
    await finish(trx, work);
    return numbers;
  }

  /** How long it has run; may be lost in a power cut. */
  async mark(record: Record, marked: number): Promise<void> {
    const db = await this.#open();
    const trx = db.transaction('open', 'readwrite', { durability: 'relaxed' });
    await finish(trx, async () => {
      if (await trx.store.getKey([record.player, record.seq])) await trx.store.put({ ...record, marked });
    });
  }

  /** Closes what pages left open that are gone. `alive`: the runs that are not; `null` when the browser cannot tell. */
  async sweep(alive: ReadonlySet<string> | null, run: string, now: number): Promise<number> {
    const db = await this.#open();
    const trx = db.transaction(['plays', 'open'], 'readwrite', { durability: 'strict' });
    let swept = 0;
    await finish(trx, async () => {
      for (const open of await trx.objectStore('open').getAll()) {
        const gone = alive ? !alive.has(open.run) : Math.abs(now - open.marked) > FORSAKEN;
        if (open.run === run || !gone) continue;
        swept++;
        await trx.objectStore('plays').put(closed(open));
        await trx.objectStore('open').delete([open.player, open.seq]);
      }
    });
    return swept;
  }

  /** Settles the instants of plays from before the server told its clock. */
  async settle(player: number, at: Instant): Promise<void> {
    const db = await this.#open();
    for (let more = true; more; ) {
      const trx = db.transaction('plays', 'readwrite', { durability: 'strict' });
      await finish(trx, async () => {
        const keys = (await trx.store.index('unsure').getAllKeys(1, BATCH * 10)).filter(key => key[0] === player).slice(0, BATCH);
        for (const key of keys) {
          const record = await trx.store.get(key);
          if (record) await trx.store.put(settled(record, at));
        }
        more = keys.length === BATCH;
      });
    }
  }

  /** The oldest that may be delivered. */
  async oldest(player: number, most: number): Promise<Record[]> {
    const found = await (await this.#open()).getAll('plays', all(player), most);
    return found.filter(record => record.unsure === undefined);
  }

  async count(player: number): Promise<number> {
    return (await this.#open()).count('plays', all(player));
  }

  async counter(player: number): Promise<number> {
    return (await (await this.#open()).get('counters', player)) ?? 0;
  }

  async loss(player: number): Promise<Loss | null> {
    return (await (await this.#open()).get('losses', player)) ?? null;
  }

  /** They are stored on the server. */
  async remove(player: number, ranges: readonly (readonly number[])[]): Promise<void> {
    const db = await this.#open();
    const trx = db.transaction(['plays', 'open'], 'readwrite');
    await finish(trx, async () => {
      // Open still on the disk and delivered all the same: its end was in memory only.
      for (const [from = 0, to = from] of ranges)
        for (const store of ['plays', 'open'] as const)
          await trx.objectStore(store).delete(IDBKeyRange.bound([player, from], [player, to]));
    });
  }

  /** The server has others under these numbers: gives them new ones, from `next` on, unless another page did so meanwhile. */
  async renumber(records: readonly Record[], next: number): Promise<void> {
    const db = await this.#open();
    const trx = db.transaction(['plays', 'counters'], 'readwrite', { durability: 'strict' });
    await finish(trx, async () => {
      for (const record of records) {
        const { player, seq } = record;
        const mine = await trx.objectStore('plays').get([player, seq]);
        if (mine?.started !== record.started || mine.content !== record.content) continue;
        const number = Math.max((await trx.objectStore('counters').get(player)) ?? 0, next - 1) + 1;
        await trx.objectStore('counters').put(number, player);
        await trx.objectStore('plays').delete([player, seq]);
        await trx.objectStore('plays').put({ ...mine, seq: number });
      }
    });
  }

  /** Lets the oldest go, and writes down which; returns how many. */
  async drop(player: number, most: number): Promise<number> {
    const db = await this.#open();
    const trx = db.transaction(['plays', 'losses'], 'readwrite');
    let dropped = 0;
    await finish(trx, async () => {
      const keys = await trx.objectStore('plays').getAllKeys(all(player), most);
      const [first, last] = [keys[0], keys.at(-1)];
      dropped = keys.length;
      if (!first || !last) return;
      await trx.objectStore('plays').delete(IDBKeyRange.bound(first, last));
      const before = await trx.objectStore('losses').get(player);
      await trx.objectStore('losses').put({ plays: (before?.plays ?? 0) + keys.length, from: first[1], to: last[1] }, player);
    });
    return dropped;
  }

  /** Of the screens that this machine was before: how many plays wait; the oldest go. `now`: epoch ms. */
  async foreign(player: number, now: number): Promise<number> {
    const db = await this.#open();
    let left = 0;
    for (const other of await db.getAllKeys('counters')) {
      if (other === player) continue;
      const [first] = await db.getAll('plays', all(other), 1);
      if (first && first.started < now - FOREIGN) await this.drop(other, BATCH * 10);
      left += await db.count('plays', all(other));
    }
    return left;
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    this.#db ??= openDB<Schema>('tvs-journal', 1, {
      upgrade(db) {
        db.createObjectStore('plays', { keyPath: ['player', 'seq'] }).createIndex('unsure', 'unsure');
        db.createObjectStore('open', { keyPath: ['player', 'seq'] });
        db.createObjectStore('counters');
        db.createObjectStore('losses');
      },
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        this.#db = undefined;
      },
      terminated: () => {
        this.#db = undefined;
      },
    });
    this.#db.catch(() => {
      this.#db = undefined;
    });
    return this.#db;
  }
}

function all(player: number): IDBKeyRange {
  return IDBKeyRange.bound([player, 0], [player, Number.MAX_SAFE_INTEGER]);
}

/** Runs the work and waits for the commit: a request that went well may still be taken back when the disk is full. All or nothing. */
async function finish(trx: { done: Promise<void>; abort(): void }, work: () => Promise<void>): Promise<void> {
  const committed = trx.done.then(
    () => null,
    (error: unknown) => error ?? new Error('the disk took nothing'),
  );
  try {
    await work();
  } catch (error) {
    try {
      trx.abort();
    } catch {
      // It was over already: its own error says more than that of the request.
    }
    throw (await committed) ?? error;
  }
  const refused = await committed;
  if (refused !== null) throw refused;
}
