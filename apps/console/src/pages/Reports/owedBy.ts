import type { Player } from '@tvs/protocol';

/** A player as it tells of its journal; each range is its first and last number. */
interface Journal extends Pick<Player, 'system_info'> {
  missing_plays: readonly (readonly number[])[];
}

const shown = 3;
/** Ranges that the server names at most: as many may be the first of more. */
const named = 20;

/** What a player's journal lacks here: plays still on their way, those it says it lost, and the numbers, newest first. */
export function owedBy({ missing_plays, system_info }: Journal) {
  const gone = system_info.plays_lost;
  const lost = typeof gone === 'number' && gone > 0 ? gone : 0;
  const absent = missing_plays.reduce((sum, [first = 0, last = first]) => sum + last - first + 1, 0);
  return {
    // What is lost leaves a hole too, and is told apart.
    missing: Math.max(0, absent - lost),
    lost,
    ranges: missing_plays.slice(0, shown).map(([first = 0, last = first]) => (first === last ? String(first) : `${first}–${last}`)),
    more: missing_plays.length > shown,
    atLeast: missing_plays.length >= named,
  };
}
