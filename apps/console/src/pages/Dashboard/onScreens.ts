import type { DashboardPlayer } from '@tvs/protocol';

type Cell = Pick<DashboardPlayer, 'status' | 'current_campaign_id'>;

/** Campaigns by how many screens show them now, at most `most` of them, and how many more there are. What is without signal says nothing. */
export function campaignsOn(players: readonly Cell[], most: number): { shown: { id: number; screens: number }[]; rest: number } {
  const counts = new Map<number, number>();
  for (const { status, current_campaign_id: id } of players)
    if (status === 'online' && id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
  // Ties go by id, so that tiles keep their places.
  const all = [...counts].map(([id, screens]) => ({ id, screens })).toSorted((a, b) => b.screens - a.screens || a.id - b.id);
  return { shown: all.slice(0, most), rest: Math.max(0, all.length - most) };
}
