import type { Db } from '../../../database/connection.ts';
import { changedAt } from '../../../platform/clock.ts';
import type { ItemRow } from '../rows.ts';
import type { FeedItem } from './read-feed.ts';

/**
 * Brings an editorial's rows in line with its feed. Items that stay keep their ids, those that did not change their
 * `updated_at` too. Returns whether anything changed.
 */
export async function storeItems(trx: Db, editorial_id: number, before: readonly ItemRow[], items: readonly FeedItem[], now: number) {
  const known = new Map(before.map(row => [row.guid, row]));
  const kept = new Set(items.map(item => item.guid));
  const gone = before.filter(row => row.guid === null || !kept.has(row.guid)).map(row => row.id);
  if (gone.length > 0) await trx.deleteFrom('editorial_items').where('id', 'in', gone).execute();
  let changed = gone.length > 0;
  for (const [position, item] of items.entries()) {
    const row = known.get(item.guid);
    if (!row) {
      const values = { ...item, editorial_id, position, expires_at: null, created_at: now, updated_at: now };
      await trx.insertInto('editorial_items').values(values).execute();
      changed = true;
    } else if (row.position !== position || !isSame(row, item)) {
      const updated_at = isSame(row, item) ? row.updated_at : changedAt(now, row);
      await trx
        .updateTable('editorial_items')
        .set({ ...item, position, updated_at })
        .where('id', '=', row.id)
        .execute();
      changed = true;
    }
  }
  return changed;
}

function isSame(row: ItemRow, item: FeedItem): boolean {
  return row.title === item.title && row.body === item.body && row.link === item.link && row.published_at === item.published_at;
}
