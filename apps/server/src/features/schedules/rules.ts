import { type CampaignWindow, type Dated, type Programme, resolve, type Schedule } from '@tvs/schedule';
import { spansOf } from '@tvs/schedule/spans';
import type { Db } from '../../database/connection.ts';
import { loadTree, type PlaceTree } from '../../publishing/places.ts';
import { toRule } from '../../publishing/rule.ts';
import { loadSettings } from '../../publishing/settings.ts';

/** All that decides what plays anywhere, at one moment, for questions that span many locations. */
export interface Rules {
  tree: PlaceTree;
  schedules: readonly Schedule[];
  campaigns: ReadonlyMap<number, CampaignWindow & { name: string }>;
}

/** A schedule that is not saved yet: the newest wins among equals, so it ranks as if it had the highest id. */
export const unsaved = Number.MAX_SAFE_INTEGER;

const day = 86_400_000;
/** The instants that the engine can be asked about: the years 0001 to 9999. */
const earliest = Date.parse('0001-01-01T00:00:00Z');
export const latest = Date.parse('9999-12-31T23:59:59Z');

/** An instant before a schedule's first date in every zone. */
export function before({ start_date }: Schedule): number {
  return Math.max(Date.parse(start_date) - 2 * day, earliest);
}

/** Loads it in a fixed number of queries. */
export async function loadRules(db: Db): Promise<Rules> {
  const tree = await loadTree(db, await loadSettings(db));
  const schedules = await db.selectFrom('schedules').selectAll().where('is_active', '=', 1).execute();
  const campaigns = await db.selectFrom('campaigns').select(['id', 'name', 'is_active', 'priority', 'start_date', 'end_date']).execute();
  const items = await itemDates(db);
  return {
    tree,
    schedules: schedules.map(toRule),
    campaigns: new Map(campaigns.map(row => [row.id, { ...row, is_active: row.is_active === 1, valid: spansOf(items.get(row.id) ?? []) }])),
  };
}

/** The same with other items in one campaign: as if they were published. */
export async function withItems(
  db: Db,
  rules: Rules,
  campaign_id: number,
  items: readonly (Dated & { content_id: number })[],
): Promise<Rules> {
  const campaign = rules.campaigns.get(campaign_id);
  if (!campaign || items.length === 0) return rules;
  const ids = [...new Set(items.map(item => item.content_id))];
  const rows = await db.selectFrom('content').select('id').where('id', 'in', ids).where('status', '=', 'ready').execute();
  const ready = new Set(rows.map(row => row.id));
  const valid = spansOf(items.filter(item => ready.has(item.content_id)));
  return { ...rules, campaigns: new Map(rules.campaigns).set(campaign_id, { ...campaign, valid }) };
}

/** Of campaigns some of whose items have dates, the dates of all that can be shown. */
async function itemDates(db: Db): Promise<Map<number, Dated[]>> {
  const dated = db
    .selectFrom('campaign_content')
    .select('campaign_id')
    .where(eb => eb.or([eb('valid_from', 'is not', null), eb('valid_until', 'is not', null)]));
  const rows = await db
    .selectFrom('campaign_content')
    .innerJoin('content', 'content.id', 'campaign_content.content_id')
    .select(['campaign_id', 'valid_from', 'valid_until'])
    .where('campaign_id', 'in', dated)
    .where('content.status', '=', 'ready')
    .execute();
  const items = new Map<number, Dated[]>();
  for (const { campaign_id, ...dates } of rows) items.set(campaign_id, [...(items.get(campaign_id) ?? []), dates]);
  return items;
}

/** The programme of one location; `schedules` may stand in for those that are, to ask what if. */
export function programmeOf(rules: Rules, location_id: number, schedules: readonly Schedule[] = rules.schedules): Programme {
  const chain = rules.tree.chain(location_id);
  const here = schedules.filter(schedule => schedule.location_id === null || chain.includes(schedule.location_id));
  return {
    timezone: rules.tree.timezone(location_id),
    location_chain: chain,
    default_campaign_id: rules.tree.defaultCampaign(location_id),
    campaigns: [...rules.campaigns.values()],
    schedules: here,
  };
}

/** The zones in which a schedule plays: that of its location and those of all below it; everywhere: all that there are. */
function zonesOf({ tree }: Rules, { location_id }: Schedule): Set<string> {
  const places = location_id === null ? [...tree.all()].map(place => place.id) : tree.below([location_id]);
  return new Set([tree.timezone(location_id ?? 0), ...[...places].map(id => tree.timezone(id))]);
}

/** When a schedule by itself is first on at or after `from`, wherever it plays; `null`: never. `campaign` clips it. */
export function firstOn(rules: Rules, schedule: Schedule, campaign: CampaignWindow, from: number): number | null {
  const location_chain = schedule.location_id === null ? [] : [schedule.location_id];
  let first: number | null = null;
  for (const timezone of zonesOf(rules, schedule)) {
    const { schedule_id, until } = resolve({ timezone, location_chain, campaigns: [campaign], schedules: [schedule] }, from);
    const on = schedule_id === null ? until : from;
    if (on !== null && (first === null || on < first)) first = on;
  }
  return first;
}
