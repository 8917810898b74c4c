import { refuse } from './checks.ts';
import { type Clip, clipsOf, Plan } from './plan.ts';
import type { Instant, Programme, Segment } from './types.ts';
import { validateProgramme } from './validate.ts';
import { type Zone, zoneOf } from './zones.ts';

/** What one UTC day of a programme looks like, and when its last answer changes (once asked). */
export interface Block {
  segments: Segment[];
  until?: Instant | null;
}

/** A programme that has been read: keep it and ask it many times. It does not see later changes of the programme it was made from. */
export class CompiledProgramme {
  readonly zone: Zone;
  readonly clips: ReadonlyMap<number, Clip>;
  /** The schedules that can play here, the one that beats all others first. */
  readonly ranked: readonly Plan[];
  /** What `resolve` has worked out, by UTC day. Bounded there. */
  readonly blocks = new Map<number, Block>();

  /** @throws ScheduleError */
  constructor(readonly programme: Programme) {
    refuse(validateProgramme(programme));
    const { timezone, campaigns, schedules, location_chain } = programme;
    const zone = zoneOf(timezone);
    const clips = clipsOf(campaigns, zone);
    const plans: Plan[] = [];
    for (const schedule of schedules) {
      const clip = clips.get(schedule.campaign_id);
      const depth = depthOf(schedule.location_id, location_chain);
      if (schedule.is_active && clip?.campaign.is_active && depth >= 0) plans.push(new Plan(schedule, clip, depth, zone));
    }
    this.zone = zone;
    this.clips = clips;
    this.ranked = plans.sort((a, b) => rank(b, a));
  }
}

/**
 * Reads a programme once, so that `resolve`, `timeline`, `explain`, `impact` and `conflicts` need not do it at each call.
 * @throws ScheduleError for the first thing in it that no programme may hold
 */
export function compile(programme: Programme): CompiledProgramme {
  return new CompiledProgramme(programme);
}

export function compiled(programme: Programme | CompiledProgramme): CompiledProgramme {
  return programme instanceof CompiledProgramme ? programme : compile(programme);
}

/** 0 = everywhere, 1 = the root … the length of the chain = the player's own location; -1 = elsewhere. */
export function depthOf(location: number | null, chain: readonly number[]): number {
  const place = location == null ? chain.length : chain.indexOf(location);
  return place < 0 ? place : chain.length - place;
}

/** Positive when `a` beats `b`. */
function rank(a: Plan, b: Plan): number {
  return (
    a.schedule.priority - b.schedule.priority ||
    a.clip.campaign.priority - b.clip.campaign.priority ||
    a.depth - b.depth ||
    a.schedule.id - b.schedule.id
  );
}
