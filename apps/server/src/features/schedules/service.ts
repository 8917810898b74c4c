import {
  type CampaignItemBody,
  type ImpactAnswer,
  type operations,
  type ReachAnswer,
  ruleWords,
  type Schedule,
  type ScheduleCandidate,
  type ScheduleConflict,
} from '@tvs/protocol';
import { type Schedule as Rule, ScheduleError, timeline } from '@tvs/schedule';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { fromJson, insertedId } from '../../database/columns.ts';
import type { Db } from '../../database/connection.ts';
import { countOf, paged } from '../../database/paging.ts';
import { maySee, requireSee, requireWrite, type UserViewer } from '../../platform/access.ts';
import { changedAt, iso } from '../../platform/clock.ts';
import { notFound, problems, rule } from '../../platform/errors.ts';
import { record } from '../audit/service.ts';
import { conflictSentence, conflictsOf } from './conflicts.ts';
import { explainAt } from './explain.ts';
import { type Edit, firstOfEdit, impactOf } from './impact.ts';
import { requireOwnDates, requirePlayable } from './playable.ts';
import { reachOf } from './reach.ts';
import { toColumns, toWire } from './rows.ts';
import { loadRules, programmeOf, type Rules, unsaved, withItems } from './rules.ts';

type Create = z.output<(typeof operations)['schedules.create']['body']>;
type Patch = z.output<(typeof operations)['schedules.patch']['body']>;
type Query = z.output<(typeof operations)['schedules.list']['query']>;
type ImpactBody = z.output<(typeof operations)['schedules.impact']['body']>;
type ReachQuery = z.output<(typeof operations)['schedules.reach']['query']>;
type ExplainQuery = z.output<(typeof operations)['schedules.explain']['query']>;
type TimelineQuery = z.output<(typeof operations)['schedules.timeline']['query']>;

const day = 86_400_000;
const fortnight = 14 * day;
/** Longest span one question may cover. */
const longest = 370 * day;

export type Schedules = ReturnType<typeof createSchedules>;

/** When campaigns play where. What a schedule means is decided by `packages/schedule` alone. */
export function createSchedules(context: Context) {
  const { db, clock, bus } = context;
  const withCampaign = (trx: Db) =>
    trx
      .selectFrom('schedules')
      .innerJoin('campaigns', 'campaigns.id', 'schedules.campaign_id')
      .selectAll('schedules')
      .select('campaigns.name as campaign_name');

  async function one(trx: Db, viewer: UserViewer, id: number): Promise<Schedule> {
    const row = await withCampaign(trx).where('schedules.id', '=', id).executeTakeFirst();
    if (!row) throw notFound('schedule', id);
    requireSee(viewer, row.location_id, notFound('schedule', id));
    return toWire(row);
  }

  /** Refuses what names something that is not there, or not the viewer's to schedule. */
  async function requireReferences(trx: Db, viewer: UserViewer, candidate: Rule): Promise<void> {
    const campaign = await trx.selectFrom('campaigns').select('location_id').where('id', '=', candidate.campaign_id).executeTakeFirst();
    if (!campaign || !maySee(viewer, campaign.location_id)) throw rule('campaign_id', 'names a campaign that does not exist');
    if (candidate.location_id === null) return;
    const location = await trx.selectFrom('locations').select('id').where('id', '=', candidate.location_id).executeTakeFirst();
    if (!location || !maySee(viewer, candidate.location_id)) throw rule('location_id', 'names a location that does not exist');
  }

  /** What decides what plays, as far as the viewer may see the schedules. */
  async function rulesFor(trx: Db, viewer: UserViewer): Promise<Rules> {
    const rules = await loadRules(trx);
    return { ...rules, schedules: rules.schedules.filter(schedule => maySee(viewer, schedule.location_id)) };
  }

  /** Refuses a schedule as it would be: one that never plays, or (unless that is allowed) one that another of equal rank meets. */
  async function requireSound(trx: Db, viewer: UserViewer, candidate: Rule, allowed: boolean): Promise<void> {
    const rules = await rulesFor(trx, viewer);
    checked(() => requirePlayable(rules, candidate));
    const conflicts = checked(() => conflictsOf(rules, candidate, clock.now())).filter(conflict => conflict.kind === 'conflict');
    if (allowed || conflicts.length === 0) return;
    throw problems.scheduleConflict(conflictSentence(rules, candidate, conflicts), { conflicts });
  }

  return {
    get: (viewer: UserViewer, id: number) => one(db, viewer, id),

    /** For a route's guard: 404 or 403 before the body is read. */
    async requireHand(viewer: UserViewer, id: number): Promise<void> {
      const schedule = await one(db, viewer, id);
      requireWrite(viewer, schedule.location_id);
    },

    async list(viewer: UserViewer, query: Query) {
      let rows = withCampaign(db);
      const shown = await this.scope(viewer, query.location_id);
      if (shown)
        rows = rows.where(eb =>
          eb.or([eb('schedules.location_id', 'is', null), ...(shown.length > 0 ? [eb('schedules.location_id', 'in', shown)] : [])]),
        );
      if (query.campaign_id !== undefined) rows = rows.where('schedules.campaign_id', '=', query.campaign_id);
      if (query.is_active !== undefined) rows = rows.where('schedules.is_active', '=', query.is_active ? 1 : 0);
      const { from, to } = query;
      if (from !== undefined) rows = rows.where(eb => eb.or([eb('schedules.end_date', 'is', null), eb('schedules.end_date', '>=', from)]));
      if (to !== undefined) rows = rows.where('schedules.start_date', '<=', to);
      const found = await paged(rows, query, 'schedules').execute();
      return { items: found.map(toWire), page: query.page, per_page: query.per_page, total: await countOf(rows) };
    },

    /** Locations whose schedules a list shows: the viewer's; with a location, it and those above it. `null`: all. */
    async scope(viewer: UserViewer, location_id: number | undefined): Promise<number[] | null> {
      if (location_id === undefined) return viewer.locations === 'all' ? null : [...viewer.locations];
      requireSee(viewer, location_id, notFound('location', location_id));
      const { tree } = await loadRules(db);
      return tree.chain(location_id);
    },

    async create(viewer: UserViewer, { allow_conflicts, ...body }: Create): Promise<Schedule> {
      requireSee(viewer, body.location_id, rule('location_id', 'names a location that does not exist'));
      requireWrite(viewer, body.location_id);
      const now = clock.now();
      const { schedule, told } = await context.write(async trx => {
        const candidate: Rule = { id: unsaved, ...body };
        await requireReferences(trx, viewer, candidate);
        requireOwnDates(candidate);
        await requireSound(trx, viewer, candidate, allow_conflicts);
        const result = await trx
          .insertInto('schedules')
          .values({ ...toColumns(body), created_by: viewer.user_id, created_at: now, updated_at: now })
          .executeTakeFirstOrThrow();
        const schedule = await one(trx, viewer, insertedId(result));
        const entry = {
          at: now,
          viewer,
          resource: 'schedule',
          resource_id: schedule.id,
          title: schedule.campaign_name,
          location_id: schedule.location_id,
        };
        return { schedule, told: await record(trx, bus, { ...entry, action: 'create', after: schedule }) };
      });
      told();
      bus.emit('changed', places(schedule));
      return schedule;
    },

    async update(viewer: UserViewer, id: number, { allow_conflicts, ...patch }: Patch): Promise<Schedule> {
      const now = clock.now();
      const { before, after, told } = await context.write(async trx => {
        const before = await one(trx, viewer, id);
        requireWrite(viewer, before.location_id);
        const candidate = { ...before, ...patch } as Rule;
        if (patch.location_id !== undefined) requireWrite(viewer, patch.location_id);
        if (candidate.end_date && candidate.end_date < candidate.start_date) throw rule('end_date', 'must not be before start_date');
        await requireReferences(trx, viewer, candidate);
        // What was stored before this was asked must still be changed elsewhere, and switched off.
        if (patch.recurrence_rule !== undefined || patch.start_date !== undefined || patch.end_date !== undefined)
          requireOwnDates(candidate);
        await requireSound(trx, viewer, candidate, allow_conflicts ?? false);
        await trx
          .updateTable('schedules')
          .set({ ...toColumns(candidate), updated_at: changedAt(now, before) })
          .where('id', '=', id)
          .execute();
        const after = await one(trx, viewer, id);
        const entry = {
          at: now,
          viewer,
          resource: 'schedule',
          resource_id: id,
          title: after.campaign_name,
          location_id: after.location_id,
        };
        return { before, after, told: await record(trx, bus, { ...entry, action: 'update', before, after }) };
      });
      told();
      bus.emit('changed', places(before, after));
      return after;
    },

    async remove(viewer: UserViewer, id: number): Promise<void> {
      const { before, told } = await context.write(async trx => {
        const before = await one(trx, viewer, id);
        requireWrite(viewer, before.location_id);
        await trx.deleteFrom('schedules').where('id', '=', id).execute();
        const entry = {
          at: clock.now(),
          viewer,
          resource: 'schedule',
          resource_id: id,
          title: before.campaign_name,
          location_id: before.location_id,
        };
        return { before, told: await record(trx, bus, { ...entry, action: 'delete', before }) };
      });
      told();
      bus.emit('changed', places(before));
    },

    async check(viewer: UserViewer, { id, ...body }: ScheduleCandidate): Promise<ScheduleConflict[]> {
      const candidate: Rule = { ...body, id: id ?? unsaved };
      requireSee(viewer, candidate.location_id, rule('location_id', 'names a location that does not exist'));
      await requireReferences(db, viewer, candidate);
      if (id !== undefined) await one(db, viewer, id);
      requireOwnDates(candidate);
      const rules = await rulesFor(db, viewer);
      return checked(() => {
        requirePlayable(rules, candidate);
        return conflictsOf(rules, candidate, clock.now());
      });
    },

    async impact(viewer: UserViewer, { candidate, id, from, to }: ImpactBody): Promise<ImpactAnswer> {
      const replaced = candidate?.id ?? id;
      const before = replaced === undefined ? null : await one(db, viewer, replaced);
      const after = candidate ? ({ ...candidate, id: replaced ?? unsaved } as Rule) : null;
      if (after) await requireReferences(db, viewer, after);
      const rules = await loadRules(db);
      const edit: Edit = { before: before as Rule | null, after };
      const [start, end] = window(rules, edit, from ? Date.parse(from) : clock.now(), to ? Date.parse(to) : undefined);
      return checkedAsync(() => impactOf(db, viewer, rules, edit, start, end));
    },

    async reach(viewer: UserViewer, { campaign_id, draft }: ReachQuery): Promise<ReachAnswer> {
      const campaign = await db.selectFrom('campaigns').select(['location_id', 'draft']).where('id', '=', campaign_id).executeTakeFirst();
      if (!campaign) throw notFound('campaign', campaign_id);
      requireSee(viewer, campaign.location_id, notFound('campaign', campaign_id));
      const saved = await loadRules(db);
      const items = draft ? fromJson<CampaignItemBody[]>(campaign.draft) : null;
      const rules = items ? await withItems(db, saved, campaign_id, items) : saved;
      const now = clock.now();
      return checkedAsync(() => reachOf(db, viewer, rules, campaign_id, now, now + fortnight));
    },

    async explain(viewer: UserViewer, { location_id, at }: ExplainQuery) {
      requireSee(viewer, location_id, notFound('location', location_id));
      const rules = await loadRules(db);
      if (!rules.tree.get(location_id)) throw notFound('location', location_id);
      return checked(() => explainAt(rules, location_id, at === undefined ? clock.now() : Date.parse(at)));
    },

    async timeline(viewer: UserViewer, { location_id, from, to }: TimelineQuery) {
      requireSee(viewer, location_id, notFound('location', location_id));
      const rules = await loadRules(db);
      if (!rules.tree.get(location_id)) throw notFound('location', location_id);
      const programme = programmeOf(rules, location_id);
      const [start, end] = span(Date.parse(from), Date.parse(to));
      return {
        location_id,
        timezone: programme.timezone,
        segments: checked(() => timeline(programme, start, end)).map(segment => ({
          start: iso(segment.start),
          end: iso(segment.end),
          schedule_id: segment.schedule_id,
          campaign_id: segment.campaign_id,
          campaign_name: segment.campaign_id === null ? null : (rules.campaigns.get(segment.campaign_id)?.name ?? null),
        })),
      };
    },
  };
}

/** The locations that hear of a change to these schedules. */
function places(...schedules: readonly Schedule[]) {
  const ids = schedules.map(schedule => schedule.location_id);
  return { everywhere: ids.includes(null), locations: ids.filter(id => id !== null), campaigns: [] };
}

/** Without an end, a fortnight: from its first occurrence where that comes later, as nothing changes before it. */
function window(rules: Rules, edit: Edit, from: number, to: number | undefined): [number, number] {
  if (to !== undefined) return span(from, to);
  const first = checked(() => firstOfEdit(rules, edit, from));
  const start = first !== null && first > from + fortnight ? first : from;
  return [start, start + fortnight];
}

function span(from: number, to: number): [number, number] {
  if (to <= from) throw rule('to', 'must be after from');
  if (to - from > longest) throw rule('to', 'must be within 370 days of from');
  return [from, to];
}

/** The engine's word on a rule it can't take becomes a 422 that names the field. */
function checked<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw refusal(error);
  }
}

function checkedAsync<T>(ask: () => Promise<T>): Promise<T> {
  return ask().catch((error: unknown) => {
    throw refusal(error);
  });
}

function refusal(error: unknown): unknown {
  if (!(error instanceof ScheduleError)) return error;
  // Of a candidate's field, the caller knows the field.
  return rule(error.path.replace(/^candidate\./, ''), ruleWords(error));
}
