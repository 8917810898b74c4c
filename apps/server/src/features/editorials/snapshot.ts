import type { EditorialSnapshot } from '@tvs/protocol';
import { iso } from '../../platform/clock.ts';
import type { Authored, AuthoredKind } from '../content/service.ts';
import { configIn, type EditorialRow, type ItemRow } from './rows.ts';

export const snapshotKind: AuthoredKind = { type: 'editorial', filename: 'editorial.json', mime_type: 'application/json' };

/** Dishes and headings on one slide. */
const menuItems = 12;

export interface Snapshot {
  bytes: Buffer;
  facts: Pick<Authored, 'title' | 'duration' | 'status' | 'status_detail'>;
}

/**
 * What players draw of an editorial at this instant: the items that have not expired, no more than it is to show. Equal
 * items give equal bytes. Without items there is nothing to show: the content is not ready and no programme holds it.
 */
export function snapshotOf(
  row: Pick<EditorialRow, 'name' | 'config' | 'kind' | 'feed_url'>,
  items: readonly ItemRow[],
  now: number,
): Snapshot {
  const { seconds_per_item, show_qr, max_items, ...config } = configIn(row);
  const theme = config.theme ?? (row.kind === 'feed' ? 'news' : 'notice');
  const items_per_slide = theme === 'menu' ? menuItems : 1;
  const current = items.filter(item => item.expires_at === null || item.expires_at > now).slice(0, max_items);
  const snapshot: EditorialSnapshot = {
    name: row.name,
    theme,
    source: row.feed_url === null ? null : new URL(row.feed_url).hostname.replace(/^www\./, ''),
    config: { seconds_per_item, show_qr, items_per_slide },
    items: current.map(({ title, body, link, published_at }) => ({ title, body, link, published_at: iso(published_at) })),
  };
  const empty = current.length === 0;
  return {
    bytes: Buffer.from(JSON.stringify(snapshot)),
    facts: {
      title: row.name,
      duration: Math.max(Math.ceil(current.length / items_per_slide), 1) * seconds_per_item,
      status: empty ? 'processing' : 'ready',
      status_detail: empty ? 'There are no items to show at the moment.' : null,
    },
  };
}
