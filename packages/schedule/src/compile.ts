import { clipOf, Plan } from './plan.ts';
import type { Programme, Segment } from './types.ts';
import { checkProgramme, refuse } from './validate.ts';
import { type Zone, zoneOf } from './zones.ts';

/** What one UTC day of a programme looks like, and when its last answer changes (once asked). */
export interface Block {
  segments: Segment[];
  until?: number | null;
}

/** A programme that has been read: keep it and ask it many times. It does not see later changes of the programme it was made from. */
export class CompiledProgramme {
  readonly programme: Programme;
  readonly zone: Zone;
  readonly defaultCampaign: number | null;
  /** The schedules that can play here, the one that beats all others first. */
  readonly ranked: readonly Plan[];
  /** What `resolve` has worked out, by UTC day. Bounded there. */
  readonly blocks = new Map<number, Block>();

  /** @throws ScheduleError */
  constructor(programme: Programme) {
    checkProgramme(programme, refuse);
    this.programme = programme;
    this.zone = zoneOf(programme.timezone);
    this.defaultCampaign = programme.default_campaign_id ?? null;
    const clips = clipsOf(programme, this.zone);
    const plans: Plan[] = [];
    for (const schedule of programme.schedules) {
      const clip = clips.get(schedule.campaign_id);
      const depth = depthOf(schedule.location_id, programme);
      if (schedule.is_active && clip?.campaign.is_active && depth >= 0) plans.push(new Plan(schedule, clip, depth));
    }
    this.ranked = plans.sort(byRank);
  }
}

/**
 * Reads a programme once, so that `resolve`, `timeline`, `explain` and `conflicts` need not do it again.
 * @throws ScheduleError for the first thing in it that no programme may hold
 */
export function compile(programme: Programme): CompiledProgramme {
  return new CompiledProgramme(programme);
}

export function compiled(programme: Programme | CompiledProgramme): CompiledProgramme {
  return programme instanceof CompiledProgramme ? programme : compile(programme);
}

export function clipsOf(programme: Programme, zone: Zone) {
  return new Map(programme.campaigns.map(campaign => [campaign.id, clipOf(campaign, zone)]));
}

/** 0 = everywhere, 1 = the root … the length of the chain = the player's own location; -1 = elsewhere. */
export function depthOf(location: number | null, programme: Programme): number {
  if (location == null) return 0;
  const place = programme.location_chain.indexOf(location);
  return place < 0 ? -1 : programme.location_chain.length - place;
}

/** Who wins comes first. */
function byRank(a: Plan, b: Plan): number {
  return (
    b.schedule.priority - a.schedule.priority ||
    b.clip.campaign.priority - a.clip.campaign.priority ||
    b.depth - a.depth ||
    b.schedule.id - a.schedule.id
  );
}
