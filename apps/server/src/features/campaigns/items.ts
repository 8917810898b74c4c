import type { CampaignItem, CampaignItemBody } from '@tvs/protocol';
import type { Db } from '../../database/connection.ts';
import { rule } from '../../platform/errors.ts';

/** How campaigns look content up: rows of `content` by id, and the facts of one that an item shows. */
export interface ContentLookup<Row> {
  byIds(db: Db, ids: readonly number[]): Promise<Map<number, Row>>;
  summary(row: Row): CampaignItem['content'];
}

/** What plays of these campaigns, in order. */
export async function loadItems(db: Db, campaign_ids: readonly number[]): Promise<Map<number, CampaignItemBody[]>> {
  const items = new Map<number, CampaignItemBody[]>(campaign_ids.map(id => [id, []]));
  if (campaign_ids.length === 0) return items;
  const rows = await db
    .selectFrom('campaign_content')
    .select(['campaign_id', 'content_id', 'duration', 'fit', 'muted', 'valid_from', 'valid_until'])
    .where('campaign_id', 'in', campaign_ids)
    .orderBy('campaign_id')
    .orderBy('position')
    .execute();
  for (const { campaign_id, muted, ...item } of rows) items.get(campaign_id)?.push({ ...item, muted: muted === 1 });
  return items;
}

export async function saveItems(trx: Db, campaign_id: number, items: readonly CampaignItemBody[]): Promise<void> {
  await trx.deleteFrom('campaign_content').where('campaign_id', '=', campaign_id).execute();
  const rows = items.map((item, position) => ({ campaign_id, position, ...item, muted: item.muted ? 1 : 0 }));
  // SQLite takes 32,766 values a statement: 500 items of eight columns fit easily.
  if (rows.length > 0) await trx.insertInto('campaign_content').values(rows).execute();
}

/** `items` or the original's `content_order` as items; `undefined` when neither is given. Refuses content that does not exist. */
export async function givenItems(
  trx: Db,
  contents: ContentLookup<unknown>,
  body: { items?: CampaignItemBody[] | undefined; content_order?: number[] | undefined },
  current: readonly CampaignItemBody[] = [],
): Promise<CampaignItemBody[] | undefined> {
  const path = body.items ? 'items' : 'content_order';
  const items = body.items ?? body.content_order?.map(content_id => kept(content_id, current));
  if (!items) return undefined;
  const known = await contents.byIds(trx, [...new Set(items.map(item => item.content_id))]);
  const missing = items.findIndex(item => !known.has(item.content_id));
  if (missing >= 0) throw rule(`${path}.${missing}`, `names content ${items[missing]?.content_id}, which does not exist`);
  return items;
}

/** A new order by id keeps what was said of each content before. */
function kept(content_id: number, current: readonly CampaignItemBody[]): CampaignItemBody {
  const before = current.find(item => item.content_id === content_id);
  return before ?? { content_id, duration: null, fit: 'contain', muted: false, valid_from: null, valid_until: null };
}
