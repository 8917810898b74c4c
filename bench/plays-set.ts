/** A play as a player sends it, and as the row that it becomes. */
export interface Shown {
  seq: number;
  content_id: number;
  campaign_id: number;
  schedule_id: number;
  started_at: string;
  length: number;
  completed: boolean;
  reason: null;
  programme_version: string;
}

/** Each play takes this long, ms. */
const LENGTH = 10_000;
const VERSION = 'a3f1'.repeat(16);

/** What one player has shown since the instant: `count` plays from its number `first` on, one after the other. */
export function journal(player: number, first: number, count: number, since: number): Shown[] {
  return Array.from({ length: count }, (_, index) => ({
    seq: first + index,
    content_id: 1 + ((index * 7 + player) % 200),
    campaign_id: 1 + (player % 20),
    schedule_id: 1 + (player % 50),
    started_at: new Date(since + (first + index) * LENGTH + (player % 977) * 10).toISOString(),
    length: LENGTH - (index % 1000),
    completed: index % 9 !== 0,
    reason: null,
    programme_version: VERSION,
  }));
}

/** The deliveries of all players, in turns: every fifth is sent again, as after an answer that was lost, half of those at the same time. */
export function deliveries<Player>(
  players: readonly Player[],
  journals: readonly Shown[][],
  batch: number,
): { player: Player; plays: Shown[] }[] {
  const all: { player: Player; plays: Shown[] }[] = [];
  const longest = Math.max(...journals.map(each => each.length));
  for (let from = 0; from < longest; from += batch) {
    for (const [index, player] of players.entries()) {
      const plays = journals[index]?.slice(from, from + batch) ?? [];
      if (plays.length === 0) continue;
      all.push({ player, plays });
      if (all.length % 5 === 0) all.push({ player, plays });
      const earlier = all[all.length - 40];
      if (all.length % 10 === 0 && earlier) all.push(earlier);
    }
  }
  return all;
}
