import { programme as check } from './checked.ts';
import { refuse } from './checks.ts';
import { type Clip, clipOf, firstDifference, type Plan, planOf } from './plan.ts';
import type { Instant, Programme, Schedule, Segment } from './types.ts';
import { findZone, type Zone } from './zone.ts';

/** What one UTC day of a programme looks like, and when its last answer changes (once asked): `Infinity` for never. */
export interface Block {
  segments: Segment[];
  until?: Instant;
}

/** A programme that has been read: keep it and ask it many times. The programme it was made from must not be changed afterwards. */
export class CompiledProgramme {
  declare readonly programme: Programme;
  declare readonly zone: Zone;
  declare readonly clips: ReadonlyMap<number, Clip>;
  /** The schedules that can play here, the one that beats all others first. */
  declare readonly ranked: readonly Plan[];
  /** What `resolve` has worked out, by UTC day. Bounded there. */
  declare readonly blocks: Map<number, Block>;

  /** @throws ScheduleError */
  constructor(programme: Programme) {
    refuse(check, programme);
    const zone = findZone(programme.timezone) as Zone;
    const clips = new Map(programme.campaigns.map(campaign => [campaign.id, clipOf(campaign, zone)]));
    Object.assign(this, { programme, zone, clips, blocks: new Map() });
    this.ranked = programme.schedules
      .flatMap(schedule => planIn(this, schedule) ?? [])
      .filter(({ depth }) => depth >= 0)
      .sort(byRank);
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

/** The plan of an active schedule of an active campaign; none of others. */
export function planIn({ clips, programme, zone }: CompiledProgramme, schedule: Schedule): Plan | undefined {
  const clip = clips.get(schedule.campaign_id);
  if (!schedule.is_active || !clip?.campaign.is_active) return undefined;
  return planOf(schedule, clip, depthOf(schedule.location_id, programme.location_chain), zone);
}

/** 0 = everywhere, 1 = the root … the length of the chain = the player's own location; -1 = elsewhere. */
function depthOf(location: number | null, chain: readonly number[]): number {
  const place = location == null ? chain.length : chain.indexOf(location);
  return place < 0 ? place : chain.length - place;
}

/** The one that beats the other first. */
function byRank(a: Plan, b: Plan): number {
  const i = firstDifference(a, b);
  return (b.rank[i] as number) - (a.rank[i] as number);
}
