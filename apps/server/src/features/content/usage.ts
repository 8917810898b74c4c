import type { CampaignItemBody, ContentUses, Problem } from '@tvs/protocol';
import type { ExpressionBuilder } from 'kysely';
import { fromJson } from '../../database/columns.ts';
import type { Db } from '../../database/connection.ts';
import type { Tables } from '../../database/tables.ts';
import { maySee, type UserViewer } from '../../platform/access.ts';
import { type ProblemError, problems } from '../../platform/errors.ts';

interface User {
  id: number;
  name: string;
  location_id: number | null;
}

/** The campaigns that play a content or hold it in their draft. */
export async function usersOf(db: Db, content_id: number): Promise<User[]> {
  const playing = await db
    .selectFrom('campaigns')
    .select(['id', 'name', 'location_id'])
    .where('id', 'in', db.selectFrom('campaign_content').select('campaign_id').where('content_id', '=', content_id))
    .execute();
  const drafting = await db
    .selectFrom('campaigns')
    .select(['id', 'name', 'location_id', 'draft'])
    .where('draft', 'like', `%"content_id":${content_id}%`)
    .execute();
  const users = new Map<number, User>(playing.map(user => [user.id, user]));
  for (const { draft, ...user } of drafting) if (names(fromJson<unknown>(draft), content_id)) users.set(user.id, user);
  return [...users.values()].sort(byName);
}

async function drafts(db: Db) {
  const rows = await db.selectFrom('campaigns').select(['id', 'name', 'location_id', 'draft']).where('draft', 'is not', null).execute();
  return rows.map(({ draft, ...user }) => ({
    user,
    ids: new Set((fromJson<CampaignItemBody[] | null>(draft) ?? []).map(({ content_id }) => content_id)),
  }));
}

/** Contents that a draft holds, whether or not something plays them too. */
export async function draftedIds(db: Db): Promise<number[]> {
  return [...new Set((await drafts(db)).flatMap(({ ids }) => [...ids]))];
}

/** Whether a row of `content` is in a campaign: played, or among these, which drafts hold. */
export function isUsed(drafted: readonly number[]) {
  return (eb: ExpressionBuilder<Tables, 'content'>) => {
    const places = eb.selectFrom('campaign_content').select('campaign_content.position');
    const played = eb.exists(places.whereRef('campaign_content.content_id', '=', 'content.id'));
    return drafted.length > 0 ? eb.or([played, eb('content.id', 'in', drafted)]) : played;
  };
}

/** For each of these contents the campaigns that play it or hold it in their draft, by name. */
export async function usesOf(db: Db, viewer: UserViewer, ids: readonly number[]): Promise<ContentUses['items']> {
  const places = await db
    .selectFrom('campaign_content')
    .innerJoin('campaigns', 'campaigns.id', 'campaign_content.campaign_id')
    .select(['content_id', 'campaigns.id', 'campaigns.name', 'campaigns.location_id'])
    .select(eb => eb.fn.min('campaign_content.position').as('position'))
    .where('content_id', 'in', ids)
    .groupBy(['content_id', 'campaigns.id', 'campaigns.name', 'campaigns.location_id'])
    .execute();
  const drafted = (await drafts(db)).filter(draft => ids.some(id => draft.ids.has(id)));
  const totals = await lengths(db, [...places.map(({ id }) => id), ...drafted.map(({ user }) => user.id)]);
  return ids.map(content_id => {
    const users = new Map<number, User & { place: number | null }>();
    for (const { user, ids } of drafted) if (ids.has(content_id)) users.set(user.id, { ...user, place: null });
    for (const { position, ...user } of places)
      if (user.content_id === content_id) users.set(user.id, { ...user, place: Number(position) + 1 });
    const visible = [...users.values()].filter(({ location_id }) => maySee(viewer, location_id)).sort(byName);
    return {
      content_id,
      campaigns: visible.map(({ id, name, place }) => ({ id, name, place, total: totals.get(id) ?? 0 })),
      hidden: users.size - visible.length,
    };
  });
}

/** How many items of each campaign play. */
async function lengths(db: Db, campaign_ids: readonly number[]): Promise<Map<number, number>> {
  if (campaign_ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('campaign_content')
    .select(['campaign_id', eb => eb.fn.countAll<number>().as('items')])
    .where('campaign_id', 'in', [...new Set(campaign_ids)])
    .groupBy('campaign_id')
    .execute();
  return new Map(rows.map(({ campaign_id, items }) => [campaign_id, Number(items)]));
}

const byName = (one: User, other: User) => one.name.localeCompare(other.name) || one.id - other.id;

/** Whether a draft holds the content, wherever in it: `12` is not `123`. */
function names(draft: unknown, content_id: number): boolean {
  if (typeof draft !== 'object' || draft === null) return false;
  if ('content_id' in draft && draft.content_id === content_id) return true;
  return Object.values(draft).some(part => names(part, content_id));
}

/** 409 that names the campaigns the viewer may know of, and counts the others. */
export function inUse(viewer: UserViewer, users: readonly User[]): ProblemError {
  const visible = users.filter(user => maySee(viewer, user.location_id));
  const hidden = users.length - visible.length;
  const used_by: Problem['used_by'] = visible.map(({ id, name }) => ({ resource: 'campaign', id, name }));
  const named = visible.map(user => user.name).slice(0, 5);
  const rest = users.length - named.length;
  const words = [...named, ...(rest > 0 ? [`${rest} more${hidden > 0 ? ' (some outside your locations)' : ''}`] : [])].join(', ');
  return problems.inUse(`Campaigns use this content: ${words || 'one was saved at this moment'}.`, { used_by });
}
