import type { Schedule } from '@tvs/schedule';
import type { Db } from '../database/connection.ts';
import type { CampaignContentTable, CampaignsTable, ContentTable } from '../database/tables.ts';
import { toRule } from './rule.ts';

export type SourceCampaign = Pick<CampaignsTable, 'name' | 'description' | 'priority' | 'is_active' | 'start_date' | 'end_date'> & {
  id: number;
};

export type SourceItem = Pick<
  CampaignContentTable,
  'campaign_id' | 'content_id' | 'duration' | 'fit' | 'muted' | 'valid_from' | 'valid_until'
>;

export type SourceContent = Pick<
  ContentTable,
  'title' | 'type' | 'mime_type' | 'sha256' | 'file_size' | 'duration' | 'width' | 'height' | 'status'
> & { id: number };

/** What the programmes of some locations are made of, as it stands at one moment. */
export interface Source {
  /** By location; `null`: everywhere. */
  schedules: ReadonlyMap<number | null, Schedule[]>;
  campaigns: ReadonlyMap<number, SourceCampaign>;
  /** In order, by campaign; also those whose content is not ready. */
  items: ReadonlyMap<number, SourceItem[]>;
  contents: ReadonlyMap<number, SourceContent>;
}

export interface Wanted {
  /** Locations whose schedules count; those for everywhere always do. */
  locations: readonly number[];
  /** Campaigns that count without a schedule. */
  defaults: readonly number[];
  /** Local date; what ended before it is left out. */
  since: string;
}

/**
 * Four reads for any number of locations, in one transaction: a programme is never made of two states of the database.
 */
export async function readSource(db: Db, wanted: Wanted): Promise<Source> {
  if (db.isTransaction) return read(db, wanted);
  return db.transaction().execute(trx => read(trx, wanted));
}

async function read(db: Db, wanted: Wanted): Promise<Source> {
  const schedules = await readSchedules(db, wanted);
  const campaigns = await readCampaigns(db, [...new Set([...schedules.map(schedule => schedule.campaign_id), ...wanted.defaults])]);
  const playable = [...campaigns.values()].filter(
    campaign => mayStillPlay(campaign, wanted.since) || wanted.defaults.includes(campaign.id),
  );
  const items = await readItems(
    db,
    playable.map(campaign => campaign.id),
  );
  const contents = await readContents(db, [...new Set([...items.values()].flat().map(item => item.content_id))]);
  return { schedules: byLocation(schedules), campaigns, items, contents };
}

/** Whether a schedule could put it on a screen from this date on: what can't be shown need not be fetched. */
export function mayStillPlay(campaign: Pick<SourceCampaign, 'is_active' | 'end_date'>, since: string): boolean {
  return campaign.is_active === 1 && (campaign.end_date === null || campaign.end_date >= since);
}

async function readSchedules(db: Db, { locations, since }: Wanted): Promise<Schedule[]> {
  const rows = await db
    .selectFrom('schedules')
    .select(['id', 'campaign_id', 'location_id', 'start_date', 'end_date', 'start_time', 'end_time'])
    .select(['days_of_week', 'is_active', 'priority', 'recurrence_rule'])
    .where('is_active', '=', 1)
    .where(where => {
      const everywhere = where('location_id', 'is', null);
      return locations.length > 0 ? where.or([everywhere, where('location_id', 'in', locations)]) : everywhere;
    })
    .where(where => where.or([where('end_date', 'is', null), where('end_date', '>=', since)]))
    .orderBy('id')
    .execute();
  return rows.map(toRule);
}

function byLocation(schedules: readonly Schedule[]): Map<number | null, Schedule[]> {
  const found = new Map<number | null, Schedule[]>();
  for (const schedule of schedules) {
    const there = found.get(schedule.location_id);
    if (there) there.push(schedule);
    else found.set(schedule.location_id, [schedule]);
  }
  return found;
}

async function readCampaigns(db: Db, ids: number[]): Promise<Map<number, SourceCampaign>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('campaigns')
    .select(['id', 'name', 'description', 'priority', 'is_active', 'start_date', 'end_date'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
  return new Map(rows.map(row => [row.id, row]));
}

async function readItems(db: Db, campaigns: number[]): Promise<Map<number, SourceItem[]>> {
  const items = new Map<number, SourceItem[]>(campaigns.map(id => [id, []]));
  if (campaigns.length === 0) return items;
  const rows = await db
    .selectFrom('campaign_content')
    .select(['campaign_id', 'content_id', 'duration', 'fit', 'muted', 'valid_from', 'valid_until'])
    .where('campaign_id', 'in', campaigns)
    .orderBy('campaign_id')
    .orderBy('position')
    .execute();
  for (const row of rows) items.get(row.campaign_id)?.push(row);
  return items;
}

async function readContents(db: Db, ids: number[]): Promise<Map<number, SourceContent>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('content')
    .select(['id', 'title', 'type', 'mime_type', 'sha256', 'file_size', 'duration', 'width', 'height', 'status'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map(row => [row.id, row]));
}
