import type { PlayerProgramme, ProgrammeUpdate } from '@tvs/protocol';
import { type CompiledProgramme, explain, resolve, ScheduleError } from '@tvs/schedule';
import type { UserViewer } from '../../platform/access.ts';
import type { Clock } from '../../platform/clock.ts';
import { iso } from '../../platform/clock.ts';
import { rule } from '../../platform/errors.ts';
import type { Players } from './service.ts';

/** How a location's programme is had. */
export interface Programmes {
  programme(location_id: number): Promise<{ version: string; update: ProgrammeUpdate; compiled: CompiledProgramme }>;
}

/** What a player should show at an instant (epoch ms), and of every schedule why or why not. */
export async function programmeOfPlayer(
  players: Players,
  publishing: Programmes,
  clock: Clock,
  viewer: UserViewer,
  id: number,
  at = clock.now(),
): Promise<PlayerProgramme> {
  const player = await players.row(viewer, id);
  const { version, update, compiled } = await publishing.programme(player.location_id);
  const names = new Map(update.campaigns.map(campaign => [campaign.id, campaign.name]));
  const campaigns = new Map(update.programme.schedules.map(schedule => [schedule.id, schedule.campaign_id]));
  const now = asked(() => resolve(compiled, at));
  return {
    player_id: id,
    at: iso(at),
    version,
    timezone: update.programme.timezone,
    now: {
      schedule_id: now.schedule_id,
      campaign_id: now.campaign_id,
      campaign_name: now.campaign_id === null ? null : (names.get(now.campaign_id) ?? null),
      until: iso(now.until),
    },
    explain: explain(compiled, at).map(reason => {
      const campaign_id = campaigns.get(reason.schedule_id) ?? 0;
      return { ...reason, campaign_id, campaign_name: names.get(campaign_id) ?? '' };
    }),
    programme: update,
  };
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
