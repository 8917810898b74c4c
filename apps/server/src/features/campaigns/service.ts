import type { Campaign, CampaignItem, CampaignItemBody, operations, Settings } from '@tvs/protocol';
import { isValidOn } from '@tvs/schedule/spans';
import { instantToLocal } from '@tvs/schedule/zones';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { fold, fromJson, insertedId, toJson } from '../../database/columns.ts';
import type { Db } from '../../database/connection.ts';
import { countOf, matches, paged } from '../../database/paging.ts';
import type { CampaignsTable } from '../../database/tables.ts';
import { requireSee, requireWrite, type UserViewer } from '../../platform/access.ts';
import { changedAt, iso } from '../../platform/clock.ts';
import { notFound, problems, rule } from '../../platform/errors.ts';
import { loadTree } from '../../publishing/places.ts';
import { loadSettings } from '../../publishing/settings.ts';
import { type Entry, record } from '../audit/service.ts';
import { type ContentLookup, givenItems, loadItems, saveItems } from './items.ts';

type Create = z.output<(typeof operations)['campaigns.create']['body']>;
type Patch = z.output<(typeof operations)['campaigns.patch']['body']>;
type Query = z.output<(typeof operations)['campaigns.list']['query']>;
type Row = Selectable<CampaignsTable>;

export type Campaigns = ReturnType<typeof createCampaigns>;

/** Ordered lists of content. */
export function createCampaigns<ContentRow>(context: Context, contents: ContentLookup<ContentRow>) {
  const { db, clock, bus } = context;

  async function describe(trx: Db, rows: readonly Row[]): Promise<Campaign[]> {
    const playing = await loadItems(
      trx,
      rows.map(row => row.id),
    );
    const drafts = new Map(rows.map(row => [row.id, fromJson<CampaignItemBody[]>(row.draft)]));
    const ids = new Set<number>();
    for (const items of [...playing.values(), ...drafts.values()]) for (const { content_id } of items ?? []) ids.add(content_id);
    const known = await contents.byIds(trx, [...ids]);
    // Once for each content, however many campaigns show it.
    const summaries = new Map<number, CampaignItem['content']>();
    for (const [id, row] of known) summaries.set(id, contents.summary(row));
    const settings = await loadSettings(trx);
    const shown = (items: readonly CampaignItemBody[]): CampaignItem[] => {
      const all: CampaignItem[] = [];
      for (const { content_id, duration, fit, muted, valid_from = null, valid_until = null } of items) {
        const content = summaries.get(content_id);
        if (content) all.push({ content_id, duration, fit, muted, valid_from, valid_until, content });
      }
      return all;
    };
    const todayAt = await calendar(trx, rows, settings);
    return rows.map(row => {
      const items = shown(playing.get(row.id) ?? []);
      const today = todayAt(row.location_id);
      const valid = items.filter(item => isValidOn(item, today));
      const draft = drafts.get(row.id);
      return {
        id: row.id,
        name: row.name,
        description: row.description,
        location_id: row.location_id,
        priority: row.priority,
        is_active: row.is_active === 1,
        start_date: row.start_date,
        end_date: row.end_date,
        content_order: items.map(item => item.content_id),
        items,
        draft: draft ? { items: shown(draft), updated_at: iso(row.draft_updated_at ?? row.updated_at) } : null,
        duration: valid.reduce((sum, item) => sum + (item.duration ?? item.content.duration ?? settings.default_image_duration), 0),
        today,
        created_by: row.created_by,
        created_at: iso(row.created_at),
        updated_at: iso(row.updated_at),
      };
    });
  }

  /** Today's date by location. */
  async function calendar(trx: Db, rows: readonly Row[], settings: Settings): Promise<(location_id: number | null) => string> {
    const tree = rows.some(row => row.location_id !== null) ? await loadTree(trx, settings) : null;
    const now = clock.now();
    return id => instantToLocal((id !== null && tree?.timezone(id)) || settings.timezone, now).date;
  }

  async function one(trx: Db, viewer: UserViewer, id: number): Promise<Campaign> {
    const row = await trx.selectFrom('campaigns').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) throw notFound('campaign', id);
    requireSee(viewer, row.location_id, notFound('campaign', id));
    const [campaign] = await describe(trx, [row]);
    if (!campaign) throw notFound('campaign', id);
    return campaign;
  }

  /** A campaign without location is shared: every manager may change it. */
  function requireHand(viewer: UserViewer, location_id: number | null): void {
    if (location_id !== null) requireWrite(viewer, location_id);
  }

  /** A shared campaign is every manager's, unless it also plays where the viewer has no hand. */
  async function requireReach(trx: Db, viewer: UserViewer, { id, location_id }: { id: number; location_id: number | null }): Promise<void> {
    requireHand(viewer, location_id);
    if (location_id !== null || viewer.locations === 'all') return;
    const schedules = await trx.selectFrom('schedules').select('location_id').where('campaign_id', '=', id).execute();
    const defaults = await trx.selectFrom('locations').select('id').where('default_campaign_id', '=', id).execute();
    const everywhere = (await loadSettings(trx)).default_campaign_id === id ? [null] : [];
    for (const place of [...everywhere, ...schedules.map(row => row.location_id), ...defaults.map(row => row.id)])
      if (place === null || !viewer.locations.has(place))
        throw problems.forbiddenLocation('This campaign also plays outside of your locations.');
  }

  async function requireLocation(trx: Db, viewer: UserViewer, location_id: number | null | undefined): Promise<void> {
    if (!location_id) return;
    const missing = rule('location_id', 'names a location that does not exist');
    requireSee(viewer, location_id, missing);
    const location = await trx.selectFrom('locations').select('id').where('id', '=', location_id).executeTakeFirst();
    if (!location) throw missing;
  }

  /** Runs one write: load and check, change, trace, then tell screens and consoles. */
  async function change(
    viewer: UserViewer,
    id: number,
    action: Entry['action'],
    write: (trx: Db, before: Campaign, now: number) => Promise<{ plays: boolean }>,
  ): Promise<Campaign> {
    const now = clock.now();
    const { after, told, plays } = await context.write(async trx => {
      const before = await one(trx, viewer, id);
      await requireReach(trx, viewer, before);
      const { plays } = await write(trx, before, changedAt(now, before));
      const after = await one(trx, viewer, id);
      const entry = { at: now, viewer, action, resource: 'campaign', resource_id: id, title: after.name, location_id: after.location_id };
      return { after, plays, told: await record(trx, bus, { ...entry, before: traced(before), after: traced(after) }) };
    });
    told();
    if (plays) bus.emit('changed', { campaigns: [id] });
    return after;
  }

  return {
    get: (viewer: UserViewer, id: number) => one(db, viewer, id),

    /** For a route's guard: 404 or 403 before the body is read. */
    async requireHand(viewer: UserViewer, id: number): Promise<void> {
      const row = await db.selectFrom('campaigns').select('location_id').where('id', '=', id).executeTakeFirst();
      if (!row) throw notFound('campaign', id);
      requireSee(viewer, row.location_id, notFound('campaign', id));
      await requireReach(db, viewer, { id, location_id: row.location_id });
    },

    async list(viewer: UserViewer, query: Query) {
      let rows = db.selectFrom('campaigns');
      if (viewer.locations !== 'all') {
        const mine = [...viewer.locations];
        rows = rows.where(eb => eb.or([eb('location_id', 'is', null), ...(mine.length > 0 ? [eb('location_id', 'in', mine)] : [])]));
      }
      if (query.location_id !== undefined) {
        requireSee(viewer, query.location_id, notFound('location', query.location_id));
        rows = rows.where('location_id', '=', query.location_id);
      }
      if (query.is_active !== undefined) rows = rows.where('is_active', '=', query.is_active ? 1 : 0);
      if (query.ids) rows = rows.where('id', 'in', query.ids);
      if (query.q) rows = rows.where(matches(query.q));
      const found = await paged(rows.selectAll(), query, 'campaigns').execute();
      return { items: await describe(db, found), page: query.page, per_page: query.per_page, total: await countOf(rows.select('id')) };
    },

    async create(viewer: UserViewer, { items, content_order, ...body }: Create): Promise<Campaign> {
      const now = clock.now();
      const { campaign, told } = await context.write(async trx => {
        await requireLocation(trx, viewer, body.location_id);
        requireHand(viewer, body.location_id);
        const given = (await givenItems(trx, contents, { items, content_order })) ?? [];
        const row = { ...body, is_active: body.is_active ? 1 : 0, search: fold(body.name, body.description) };
        const result = await trx
          .insertInto('campaigns')
          .values({ ...row, created_by: viewer.user_id, created_at: now, updated_at: now })
          .executeTakeFirstOrThrow();
        const id = insertedId(result);
        await saveItems(trx, id, given);
        const campaign = await one(trx, viewer, id);
        const entry = { at: now, viewer, resource: 'campaign', resource_id: id, title: campaign.name, location_id: campaign.location_id };
        return { campaign, told: await record(trx, bus, { ...entry, action: 'create', after: traced(campaign) }) };
      });
      told();
      return campaign;
    },

    update: (viewer: UserViewer, id: number, { items, content_order, ...patch }: Patch) =>
      change(viewer, id, 'update', async (trx, before, now) => {
        await requireLocation(trx, viewer, patch.location_id);
        if (patch.location_id !== undefined) requireHand(viewer, patch.location_id);
        // A shared campaign would vanish for everyone elsewhere.
        if (patch.location_id && before.location_id === null) requireWrite(viewer, null);
        const dates = { ...before, ...patch };
        if (dates.start_date && dates.end_date && dates.start_date > dates.end_date)
          throw rule('end_date', 'must not be before start_date');
        const given = await givenItems(trx, contents, { items, content_order }, before.items.map(withoutContent));
        if (given) await saveItems(trx, id, given);
        const { is_active, ...fields } = patch;
        await trx
          .updateTable('campaigns')
          .set({
            ...fields,
            ...(is_active === undefined ? {} : { is_active: is_active ? 1 : 0 }),
            // What plays was changed by hand: a draft made from what played before would undo it.
            ...(given ? { draft: null, draft_updated_at: null } : {}),
            search: fold(dates.name, dates.description),
            updated_at: now,
          })
          .where('id', '=', id)
          .execute();
        return { plays: true };
      }),

    saveDraft: (viewer: UserViewer, id: number, items: CampaignItemBody[]) =>
      change(viewer, id, 'draft', async (trx, _before, now) => {
        const given = (await givenItems(trx, contents, { items })) ?? [];
        await trx
          .updateTable('campaigns')
          .set({ draft: toJson(given), draft_updated_at: now, updated_at: now })
          .where('id', '=', id)
          .execute();
        return { plays: false };
      }),

    /** Throws 409 when there is no draft. */
    publish: (viewer: UserViewer, id: number) =>
      change(viewer, id, 'publish', async (trx, before, now) => {
        if (!before.draft) throw problems.conflict('There is no draft to publish.');
        await saveItems(trx, id, before.draft.items.map(withoutContent));
        await trx.updateTable('campaigns').set({ draft: null, draft_updated_at: null, updated_at: now }).where('id', '=', id).execute();
        return { plays: true };
      }),

    /** Throws 409 while schedules, locations or the settings name it. */
    async remove(viewer: UserViewer, id: number): Promise<void> {
      const told = await context.write(async trx => {
        const before = await one(trx, viewer, id);
        await requireReach(trx, viewer, before);
        const used_by = await usersOf(trx, id, before.name);
        if (used_by.length > 0) throw problems.inUse('Schedules, locations or the settings still name this campaign.', { used_by });
        await trx.deleteFrom('campaigns').where('id', '=', id).execute();
        const entry = {
          at: clock.now(),
          viewer,
          resource: 'campaign',
          resource_id: id,
          title: before.name,
          location_id: before.location_id,
        };
        return record(trx, bus, { ...entry, action: 'delete', before: traced(before) });
      });
      told();
      bus.emit('changed', { campaigns: [id] });
    },
  };
}

function withoutContent({ content: _content, ...item }: CampaignItem): CampaignItemBody {
  return item;
}

/** What the audit keeps of a campaign: no signed addresses, no copies of content, no date of now. */
function traced({ items, draft, today: _today, ...campaign }: Campaign) {
  return { ...campaign, items: items.map(withoutContent), draft: draft ? draft.items.map(withoutContent) : null };
}

async function usersOf(trx: Db, id: number, name: string) {
  const schedules = await trx.selectFrom('schedules').select('id').where('campaign_id', '=', id).limit(100).execute();
  const locations = await trx.selectFrom('locations').select(['id', 'name']).where('default_campaign_id', '=', id).limit(100).execute();
  const settings = await loadSettings(trx);
  return [
    ...schedules.map(row => ({ resource: 'schedule', id: row.id, name })),
    ...locations.map(row => ({ resource: 'location', ...row })),
    ...(settings.default_campaign_id === id ? [{ resource: 'settings', id: 0, name: settings.name }] : []),
  ];
}
