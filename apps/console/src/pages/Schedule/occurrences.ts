import type { Campaign } from '@tvs/protocol';
import { explain, type Schedule, timeline } from '@tvs/schedule';
import { spansOf } from '@tvs/schedule/spans';
import type { Stretch } from './blocks.ts';

/** When a schedule would be on between two instants, were it alone: the engine asked about nothing else. */
export function occurrencesOf(schedule: Schedule, campaign: Campaign | undefined, zone: string, from: number, to: number): Stretch[] {
  const { id, campaign_id, location_id } = schedule;
  const segments = timeline(
    {
      timezone: zone,
      location_chain: location_id === null ? [] : [location_id],
      campaigns: [
        {
          id: campaign_id,
          is_active: campaign?.is_active ?? true,
          priority: 0,
          start_date: campaign?.start_date ?? null,
          end_date: campaign?.end_date ?? null,
          valid: spansOf((campaign?.items ?? []).filter(({ content }) => content.status === 'ready')),
        },
      ],
      schedules: [schedule],
    },
    from,
    to,
  );
  return segments
    .filter(({ schedule_id }) => schedule_id === id)
    .map(({ start, end }) => ({ scheduleId: id, campaignId: campaign_id, start, end }));
}

/** The engine's reason why one schedule is beaten by another at an instant, at a place with these places above it; `null`: it isn't. */
export function reasonOf(
  loser: Schedule,
  winner: Schedule,
  campaigns: ReadonlyMap<number, Campaign>,
  place: { zone: string; chain: number[] },
  at: number,
): string | null {
  const known = [...new Set([loser.campaign_id, winner.campaign_id])].flatMap(id => campaigns.get(id) ?? []);
  // Whoever does not see the places above still sees what comes from there.
  const above = [loser, winner].flatMap(({ location_id: id }) => (id === null || place.chain.includes(id) ? [] : [id]));
  const programme = { timezone: place.zone, location_chain: [...place.chain, ...above], campaigns: known, schedules: [loser, winner] };
  const line = explain(programme, at).find(({ schedule_id }) => schedule_id === loser.id);
  return line?.verdict === 'beaten' ? line.reason : null;
}
