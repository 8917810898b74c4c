import type { DashboardPlayer } from '@tvs/protocol';
import { playerKind } from '../../components/playerKind.ts';
import type { TreeRow } from '../../lib/locations.ts';

/** The players of one place. */
export interface Group {
  id: number;
  name: string;
  /** The place above, to tell two "Loja 1" apart. */
  over: string | undefined;
  /** Those shown. */
  players: DashboardPlayer[];
  /** Of all that hang there, shown or not. */
  online: number;
  total: number;
}

const collator = new Intl.Collator(undefined, { numeric: true });

/** Players by place in the order of the tree, each place by name; `onlyProblems` leaves the healthy out. */
export function groupPlayers(players: readonly DashboardPlayer[], rows: readonly TreeRow[], onlyProblems: boolean): Group[] {
  const byPlace = new Map<number, DashboardPlayer[]>();
  for (const player of players) {
    const list = byPlace.get(player.location_id);
    if (list) list.push(player);
    else byPlace.set(player.location_id, [player]);
  }
  return rows.flatMap(({ location, path }) => {
    const all = byPlace.get(location.id);
    if (!all) return [];
    const shown = onlyProblems ? all.filter(player => playerKind(player) !== 'online') : all;
    if (shown.length === 0) return [];
    return [
      {
        id: location.id,
        name: location.name,
        over: path.at(-1),
        players: shown.toSorted((a, b) => collator.compare(a.name, b.name)),
        online: all.filter(({ status }) => status === 'online').length,
        total: all.length,
      },
    ];
  });
}

/** How many are in each state. */
export function countKinds(players: readonly DashboardPlayer[]): { online: number; offline: number; behind: number } {
  const counts = { online: 0, offline: 0, behind: 0 };
  for (const player of players) counts[playerKind(player)] += 1;
  return counts;
}
