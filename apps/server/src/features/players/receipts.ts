import type { Receipt } from '@tvs/protocol';
import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { iso } from '../../platform/clock.ts';
import type { LivePlayer, PresenceReader } from '../../platform/presence.ts';

/** What a player says of one programme version, as far as it has come. */
interface Said {
  version: string;
  downloaded: boolean;
  on_screen: boolean;
}

interface Note {
  player_id: number;
  version: string;
  received_at: number;
  downloaded_at: number | null;
  on_screen_at: number | null;
}

/** Words of many players go to the database together, ms. */
const gather = 250;
const rowsAtOnce = 100;
const shown = 5;
const day = 86_400_000;
const kept = 90 * day;

export type Receipts = ReturnType<typeof createReceipts>;

/**
 * Since when a player holds a version, has all its files, and shows it. Written when that changes, never for a heartbeat
 * that says the same as the one before. Bounded by the players that were heard since the start.
 */
export function createReceipts(context: Context, presence: PresenceReader) {
  const { db, dialect, clock, bus, log } = context;
  const known = new Map<number, Said>();
  let notes: Note[] = [];
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();
  let prunedAt = Number.NEGATIVE_INFINITY;

  function heard(player_id: number): void {
    const live = presence.get(player_id);
    if (!live) known.delete(player_id);
    if (live?.status !== 'online' || live.programme_version === null) return;
    const before = known.get(player_id);
    const same = before?.version === live.programme_version ? before : null;
    const said = wordOf(live, live.programme_version, same);
    if (same && same.downloaded === said.downloaded && same.on_screen === said.on_screen) return;
    known.set(player_id, said);
    const now = clock.now();
    const { version } = said;
    notes.push({
      player_id,
      version,
      received_at: now,
      downloaded_at: said.downloaded ? now : null,
      on_screen_at: said.on_screen ? now : null,
    });
    timer ??= setTimeout(() => void flush(), gather).unref();
  }

  function flush(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    writing = writing.then(write);
    return writing;
  }

  async function write(): Promise<void> {
    const all = notes;
    notes = [];
    try {
      await prune();
      for (let from = 0; from < all.length; from += rowsAtOnce) await upsert(all.slice(from, from + rowsAtOnce));
    } catch (error) {
      log.error({ err: error, receipts: all.length }, 'could not write receipts; the next heartbeats say it again');
      for (const { player_id } of all) known.delete(player_id);
    }
  }

  /** Once a day what nobody asks for any more; never the version a player holds. */
  async function prune(): Promise<void> {
    const now = clock.now();
    if (now < prunedAt + day) return;
    prunedAt = now;
    await sql`delete from receipts where received_at < ${now - kept} and not exists (select 1 from players
      where players.id = receipts.player_id and players.programme_version = receipts.programme_version)`.execute(db);
  }

  /** The first instant counts. By way of `players`, so that one deleted meanwhile does not stop the others. */
  async function upsert(some: readonly Note[]): Promise<void> {
    const rows = some.map(
      note =>
        sql`select ${note.player_id} as player_id, ${note.version} as version, ${note.received_at} as received, ${note.downloaded_at} as downloaded, ${note.on_screen_at} as shown`,
    );
    const given = (name: string) => (dialect === 'sqlite' ? sql.ref(`excluded.${name}`) : sql`values(${sql.ref(name)})`);
    const first = ['received_at', 'downloaded_at', 'on_screen_at'].map(
      name => sql`${sql.ref(name)} = coalesce(${sql.ref(`receipts.${name}`)}, ${given(name)})`,
    );
    const onConflict = dialect === 'sqlite' ? sql`on conflict (player_id, programme_version) do update set` : sql`on duplicate key update`;
    await sql`insert into receipts (player_id, programme_version, received_at, downloaded_at, on_screen_at)
      select said.player_id, said.version, said.received, said.downloaded, said.shown
      from (${sql.join(rows, sql` union all `)}) as said inner join players on players.id = said.player_id where true
      ${onConflict} ${sql.join(first)}`.execute(db);
  }

  const silence = bus.on('presence', ({ player_id }) => heard(player_id));

  return {
    /** Of the player's newest versions, the one heard of last first. */
    async newest(player_id: number): Promise<Receipt[]> {
      const rows = await db
        .selectFrom('receipts')
        .select(['programme_version', 'received_at', 'downloaded_at', 'on_screen_at'])
        .where('player_id', '=', player_id)
        .orderBy('received_at', 'desc')
        .orderBy('programme_version')
        .limit(shown)
        .execute();
      return rows.map(row => ({
        programme_version: row.programme_version,
        received_at: iso(row.received_at),
        downloaded_at: iso(row.downloaded_at),
        on_screen_at: iso(row.on_screen_at),
      }));
    },

    async close(): Promise<void> {
      silence();
      await flush();
    },
  };
}

/** What is reached stays reached: files may be thrown away again, but the version was complete. */
function wordOf({ playback, current_campaign_id, system_info }: LivePlayer, version: string, before: Said | null): Said {
  const { library_ready: ready, library_total: total, on_screen_version: shown } = system_info;
  const complete = typeof ready === 'number' && typeof total === 'number' && ready >= total;
  // Players that do not say by which version they play are taken to play by the one they hold.
  const byIt = shown === undefined || shown === version;
  return {
    version,
    downloaded: before?.downloaded === true || complete,
    on_screen: before?.on_screen === true || (playback === 'playing' && current_campaign_id !== null && byIt),
  };
}
