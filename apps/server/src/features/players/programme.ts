import type { PlayerProgramme, ProgrammeUpdate } from '@tvs/protocol';
import { type CompiledProgramme, explain, resolve, ScheduleError } from '@tvs/schedule';
import { validateSchedule } from '@tvs/schedule/validate';
import { instantToLocal } from '@tvs/schedule/zones';
import type { Context } from '../../context.ts';
import type { Db } from '../../database/connection.ts';
import type { UserViewer } from '../../platform/access.ts';
import { iso } from '../../platform/clock.ts';
import { rule } from '../../platform/errors.ts';
import { toRule } from '../../publishing/rule.ts';
import type { Players } from './service.ts';

/** How a location's programme is had. */
export interface Programmes {
  programme(location_id: number): Promise<{ version: string; update: ProgrammeUpdate; compiled: CompiledProgramme }>;
}

type Reason = PlayerProgramme['explain'][number];

/** Schedules that are switched off and still named: the newest. */
const mostInactive = 500;

/** What a player should show at an instant (epoch ms), and of every schedule why or why not. */
export async function programmeOfPlayer(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { players, publishing }: { players: Players; publishing: Programmes },
  viewer: UserViewer,
  id: number,
  at = clock.now(),
): Promise<PlayerProgramme> {
  const player = await players.row(viewer, id);
  const { version, update, compiled } = await publishing.programme(player.location_id);
  const names = new Map(update.campaigns.map(campaign => [campaign.id, campaign.name]));
  const campaigns = new Map(update.programme.schedules.map(schedule => [schedule.id, schedule.campaign_id]));
  const now = asked(() => resolve(compiled, at));
  const reasons = explain(compiled, at).map((reason): Reason => {
    const campaign_id = campaigns.get(reason.schedule_id) ?? 0;
    return { ...reason, campaign_id, campaign_name: names.get(campaign_id) ?? '' };
  });
  return {
    player_id: id,
    at: iso(at),
    version,
    timezone: update.programme.timezone,
    now: {
      schedule_id: now.schedule_id,
      campaign_id: now.campaign_id,
      campaign_name: now.campaign_id === null ? null : (names.get(now.campaign_id) ?? null),
      empty: now.campaign_id !== null && !(await hasReady(db, now.campaign_id, instantToLocal(compiled.programme.timezone, at).date)),
      until: iso(now.until),
    },
    explain: [...reasons, ...(await inactive(db, update, at))].sort((a, b) => a.schedule_id - b.schedule_id),
    programme: update,
  };
}

/** Of the schedules along the location chain those that are switched off: no player needs them, so no programme holds them. */
async function inactive(db: Db, { programme }: ProgrammeUpdate, at: number): Promise<Reason[]> {
  const rows = await db
    .selectFrom('schedules')
    .innerJoin('campaigns', 'campaigns.id', 'schedules.campaign_id')
    .selectAll('schedules')
    .select('campaigns.name as campaign_name')
    .where('schedules.is_active', '=', 0)
    .where(eb => eb.or([eb('schedules.location_id', 'is', null), eb('schedules.location_id', 'in', programme.location_chain)]))
    .orderBy('schedules.id', 'desc')
    .limit(mostInactive)
    .execute();
  const known = new Map(rows.map(row => [row.id, row]));
  const schedules = rows.map(toRule).filter(schedule => validateSchedule(schedule).length === 0);
  return explain({ ...programme, schedules }, at).map(reason => {
    const row = known.get(reason.schedule_id);
    return { ...reason, campaign_id: row?.campaign_id ?? 0, campaign_name: row?.campaign_name ?? '' };
  });
}

/** Whether a campaign has anything to show on a local date. */
async function hasReady(db: Db, campaign_id: number, date: string): Promise<boolean> {
  const found = await db
    .selectFrom('campaign_content')
    .innerJoin('content', 'content.id', 'campaign_content.content_id')
    .select('content.id')
    .where('campaign_content.campaign_id', '=', campaign_id)
    .where('content.status', '=', 'ready')
    .where(eb => eb.or([eb('valid_from', 'is', null), eb('valid_from', '<=', date)]))
    .where(eb => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>=', date)]))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** An instant that no calendar here reaches is the caller's mistake. */
function asked<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (error instanceof ScheduleError) throw rule('at', 'lies outside the years that can be asked for');
    throw error;
  }
}
