import { timeline } from '@tvs/schedule';
import type { Publishing } from '../../publishing/publishing.ts';
import type { Window } from './window.ts';

export const hour = 3_600_000;

/** A stretch of time within one hour of the window for which a location's programme names a campaign. */
export interface Piece {
  campaign_id: number;
  start: number;
  /** Exclusive. */
  end: number;
  /** Hours since the window's begin. */
  hour: number;
}

/**
 * What the programme of now gives for the window up to `until`: earlier programmes are not kept. Cut at full hours, so
 * that each piece belongs to one hour, and (where zones move by whole hours) to one day.
 */
export async function plannedAt(
  publishing: Pick<Publishing, 'programme'>,
  location_id: number,
  window: Window,
  until: number,
): Promise<Piece[]> {
  const { compiled } = await publishing.programme(location_id);
  return timeline(compiled, window.from, until).flatMap(({ campaign_id, start, end }) => {
    if (campaign_id === null) return [];
    const pieces: Piece[] = [];
    for (let from = start; from < end; ) {
      const index = Math.floor((from - window.from) / hour);
      const to = Math.min(end, window.from + (index + 1) * hour);
      pieces.push({ campaign_id, start: from, end: to, hour: index });
      from = to;
    }
    return pieces;
  });
}
