import type { DashboardPlayer } from '@tvs/protocol';
import { isTrouble, type PlayerKind, playerKind } from '../../components/playerKind.ts';
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
  /** Whether one of them lost its signal. */
  lost: boolean;
}

const collator = new Intl.Collator(undefined, { numeric: true });

/** Places of the players in the order of their names. Comparing words is dear: the caller keeps it while `sameNames`. */
export function orderByName(players: readonly DashboardPlayer[]): number[] {
  return players.map((_, place) => place).sort((a, b) => collator.compare(players[a]?.name ?? '', players[b]?.name ?? ''));
}

/** Whether the same players with the same names stand in the same places: true for nearly every live update. */
export function sameNames(before: readonly DashboardPlayer[], after: readonly DashboardPlayer[]): boolean {
  return before.length === after.length && before.every(({ id, name }, place) => id === after[place]?.id && name === after[place]?.name);
}

/** Players, already by name, by place in the order of the tree; `onlyProblems` leaves out the healthy and those yet to be connected. */
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
    const shown = onlyProblems ? all.filter(player => isTrouble(playerKind(player))) : all;
    if (shown.length === 0) return [];
    return [
      {
        id: location.id,
        name: location.name,
        over: path.at(-1),
        players: shown,
        online: all.filter(({ status }) => status === 'online').length,
        total: all.length,
        lost: all.some(player => playerKind(player) === 'offline'),
      },
    ];
  });
}

/** Most of what changes live (what is on, when last seen) doesn't change a cell: then nothing is drawn. */
function sameCell(before: DashboardPlayer, after: DashboardPlayer | undefined): boolean {
  return after !== undefined && before.id === after.id && before.name === after.name && playerKind(before) === playerKind(after);
}

function sameGroup(before: Group, after: Group): boolean {
  return (
    before.name === after.name &&
    before.over === after.over &&
    before.online === after.online &&
    before.total === after.total &&
    before.lost === after.lost &&
    before.players.length === after.players.length &&
    before.players.every((player, place) => sameCell(player, after.players[place]))
  );
}

/** The new groups, each as the very object it was before where it would be drawn the same. */
export function keepGroups(before: readonly Group[], after: readonly Group[]): Group[] {
  const known = new Map(before.map(group => [group.id, group]));
  return after.map(group => {
    const old = known.get(group.id);
    return old && sameGroup(old, group) ? old : group;
  });
}

/** How many are in each state. */
export function countKinds(players: readonly DashboardPlayer[]): Record<PlayerKind, number> {
  const counts = { online: 0, offline: 0, behind: 0, never: 0 };
  for (const player of players) counts[playerKind(player)] += 1;
  return counts;
}
