import type { Alert, AlertKind } from '@tvs/protocol';
import { type Selectable, sql } from 'kysely';
import type { Context } from '../../context.ts';
import { fromJson, toJson } from '../../database/columns.ts';
import type { AlertsTable } from '../../database/tables.ts';

/** What an alert is about. */
export interface Subject {
  player_id: number | null;
  location_id: number | null;
  content_id: number | null;
}

/** An alert that is to be open. */
export interface Wanted extends Subject {
  kind: AlertKind;
  title: string;
  params: Alert['params'];
}

/** An alert that is open. */
export interface Open extends Wanted {
  id: number;
}

/** Rows in one statement. */
const rowsAtOnce = 500;

/** Of one kind and subject there is one open alert: this is unique while it is open. */
export function keyOf(kind: AlertKind, { player_id, location_id, content_id }: Subject): string {
  if (player_id !== null) return `${kind}:player:${player_id}`;
  return content_id !== null ? `${kind}:content:${content_id}` : `${kind}:location:${location_id}`;
}

/** Alerts as rows: a few statements however many change. */
export function createAlertStore(context: Pick<Context, 'db' | 'write' | 'clock'>) {
  const { db, clock } = context;
  const columns = ['id', 'kind', 'player_id', 'location_id', 'content_id', 'title', 'params', 'open_key'] as const;

  return {
    async open(): Promise<Map<string, Open>> {
      const rows = await db.selectFrom('alerts').select(columns).where('open_key', 'is not', null).execute();
      return new Map(rows.map(row => [row.open_key ?? '', toOpen(row)]));
    },

    /** Opens those that are not open yet; returns what was opened, and in `open` all that were asked for. */
    async raise(wanted: readonly Wanted[]): Promise<{ raised: Open[]; open: Open[] }> {
      const raised: Open[] = [];
      const open: Open[] = [];
      for await (const some of chunks(wanted)) {
        const keys = some.map(alert => keyOf(alert.kind, alert));
        const { rows, had } = await context.write(async trx => {
          const find = () => trx.selectFrom('alerts').select(columns).where('open_key', 'in', keys).execute();
          const before = await find();
          const had = new Set(before.map(row => row.open_key));
          const fresh = some.filter((_, i) => !had.has(keys[i] ?? null));
          if (fresh.length === 0) return { rows: before, had };
          const now = clock.now();
          await trx
            .insertInto('alerts')
            .values(
              fresh.map(({ params, title, ...alert }) => ({
                ...alert,
                title: title.slice(0, 200),
                params: toJson(params),
                open_key: keyOf(alert.kind, alert),
                raised_at: now,
                updated_at: now,
              })),
            )
            .execute();
          return { rows: await find(), had };
        });
        for (const row of rows) {
          open.push(toOpen(row));
          if (!had.has(row.open_key)) raised.push(toOpen(row));
        }
      }
      return { raised, open };
    },

    async clear(alerts: readonly Open[]): Promise<void> {
      const now = clock.now();
      for await (const some of chunks(alerts))
        await db
          .updateTable('alerts')
          .set({ cleared_at: now, open_key: null, updated_at: later(now) })
          .where('id', 'in', ids(some))
          .where('open_key', 'is not', null)
          .execute();
    },

    /** Players that hang elsewhere now: who may see the alert goes with it. */
    async move(alerts: readonly Open[], location_id: number): Promise<void> {
      const now = clock.now();
      for await (const some of chunks(alerts))
        await db
          .updateTable('alerts')
          .set({ location_id, updated_at: later(now) })
          .where('id', 'in', ids(some))
          .execute();
    },
  };
}

function toOpen(row: Pick<Selectable<AlertsTable>, 'id' | 'kind' | 'player_id' | 'location_id' | 'content_id' | 'title' | 'params'>): Open {
  const { id, player_id, location_id, content_id, title } = row;
  return { id, kind: row.kind as AlertKind, player_id, location_id, content_id, title, params: fromJson<Alert['params']>(row.params) };
}

/** As `changedAt`, for many rows at once. */
const later = (now: number) => sql<number>`case when updated_at >= ${now} then updated_at + 1 else ${now} end`;

const ids = (alerts: readonly Open[]) => alerts.map(alert => alert.id);

/** Requests and heartbeats come in between. */
async function* chunks<T>(all: readonly T[]): AsyncGenerator<T[]> {
  for (let from = 0; from < all.length; from += rowsAtOnce) {
    if (from > 0) await new Promise(setImmediate);
    yield all.slice(from, from + rowsAtOnce);
  }
}
