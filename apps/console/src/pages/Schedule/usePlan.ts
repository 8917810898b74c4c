import { useMemo } from 'react';
import { useCampaign } from '../../lib/useNames.ts';
import { addDays, instantOf } from '../../lib/zone.ts';
import { type Block, byDay, isWholeDay } from './blocks.ts';
import { bodyOf, type ScheduleValues } from './formValues.ts';
import type { Slot } from './moves.ts';
import { occurrencesOf } from './occurrences.ts';

/** What the open form would make of the week. */
export interface Plan {
  /** 0: a new one. */
  scheduleId: number;
  name: string;
  values: ScheduleValues;
  blocks: Block[];
  /** Where a hand has just put it. */
  landed: Slot | null;
}

/** What an open form holds that is not saved. */
export interface Drawn {
  /** 0: a new one. */
  id: number;
  values: ScheduleValues;
}

/** The unsaved form's hours in the week; `chain`: the place and those above it, where it counts. */
export function usePlan(
  drawn: Drawn | null,
  zone: string,
  dates: readonly string[],
  chain: readonly number[],
  landed: Slot | null,
): Plan | null {
  const campaign = useCampaign(drawn?.values.campaign_id ?? null);
  return useMemo(() => {
    if (!drawn) return null;
    const { id, values } = drawn;
    // Hours can be drawn before it is chosen what plays; whole days of nothing would only cover the week.
    if (values.campaign_id === null && values.allDay) return { scheduleId: id, name: '', values, blocks: [], landed };
    const body = bodyOf({ ...values, campaign_id: values.campaign_id ?? 0 });
    const none: Plan = { scheduleId: id, name: campaign?.name ?? '', values, blocks: [], landed };
    if (!body || (body.location_id !== null && !chain.includes(body.location_id))) return none;
    const schedule = { ...body, id };
    const from = instantOf(dates[0] ?? '', 0, zone);
    const to = instantOf(addDays(dates.at(-1) ?? '', 1), 0, zone);
    try {
      const pieces = occurrencesOf(schedule, campaign, zone, from, to).flatMap(stretch =>
        byDay(stretch, zone, dates).map(piece => ({ ...piece, at: stretch.start })),
      );
      const { campaign_id: campaignId } = body;
      const blocks = pieces.map(piece => ({
        ...piece,
        key: `planned ${piece.date} ${piece.from}`,
        scheduleId: id,
        campaignId,
        beatenBy: null,
        under: 0,
        band: isWholeDay(body),
      }));
      return { ...none, blocks };
    } catch {
      // What is half filled in the engine refuses; the form says so itself.
      return none;
    }
  }, [drawn, campaign, zone, dates, chain, landed]);
}
