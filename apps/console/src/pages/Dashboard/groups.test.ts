import type { DashboardPlayer, Location } from '@tvs/protocol';
import { describe, expect, it } from 'vitest';
import { countKinds, groupPlayers, keepGroups, orderByName, sameNames } from './groups.ts';

const player = (
  id: number,
  name: string,
  location_id: number,
  status: 'online' | 'offline' = 'online',
  up_to_date: boolean | null = true,
  last_seen: string | null = '2026-11-24T16:42:00.000Z',
): DashboardPlayer => ({
  id,
  name,
  location_id,
  status,
  up_to_date,
  playback: null,
  last_seen,
  current_campaign_id: null,
  current_content_id: null,
});
const row = (id: number, name: string, path: string[] = []) => ({
  location: { id, name } as Location,
  depth: path.length,
  hasChildren: false,
  path,
});
const rows = [row(1, 'Rede'), row(2, 'Loja 1', ['Rede']), row(3, 'Loja 2', ['Rede'])];
const unsorted = [player(1, 'Vitrine 10', 2), player(2, 'Vitrine 2', 2, 'offline'), player(3, 'Caixa', 3, 'online', false)];

const players = orderByName(unsorted).flatMap(place => unsorted[place] ?? []);

describe('the grid of players', () => {
  it('keeps a place as it was while none of its cells would be drawn otherwise', () => {
    const before = groupPlayers(players, rows, false);
    const seen = players.map(one => ({ ...one, last_seen: '2026-11-24T16:43:00.000Z', current_content_id: 7 }));
    expect(keepGroups(before, groupPlayers(seen, rows, false)).map((group, place) => group === before[place])).toEqual([true, true]);
    const behind = players.map(one => (one.id === 1 ? { ...one, up_to_date: false } : one));
    const after = keepGroups(before, groupPlayers(behind, rows, false));
    expect(after.map((group, place) => group === before[place])).toEqual([false, true]);
    expect(after[0]?.players.find(({ id }) => id === 1)?.up_to_date).toBe(false);
    expect(keepGroups(after, groupPlayers(players, rows.slice(1), true)).map(({ name }) => name)).toEqual(['Loja 1', 'Loja 2']);
  });

  it('follows the tree and leaves places without screens out', () => {
    const groups = groupPlayers(players, rows, false);
    expect(groups.map(({ name, online, total }) => [name, online, total])).toEqual([
      ['Loja 1', 1, 2],
      ['Loja 2', 1, 1],
    ]);
    expect(groups[0]?.players.map(({ name }) => name)).toEqual(['Vitrine 2', 'Vitrine 10']);
  });
  it('sorts again only when somebody was renamed, came or went', () => {
    expect(
      sameNames(
        unsorted,
        unsorted.map(one => ({ ...one, status: 'offline' as const })),
      ),
    ).toBe(true);
    expect(
      sameNames(
        unsorted,
        unsorted.map(one => ({ ...one, name: 'X' })),
      ),
    ).toBe(false);
    expect(sameNames(unsorted, unsorted.slice(1))).toBe(false);
  });
  it('shows only what needs somebody', () => {
    expect(groupPlayers(players, rows, true).map(group => group.players.map(({ id }) => id))).toEqual([[2], [3]]);
  });
  it('counts no signal before old version', () => {
    expect(countKinds(players)).toEqual({ online: 1, offline: 1, behind: 1, never: 0 });
  });
  it('takes a screen that never connected for no problem', () => {
    const fresh = player(4, 'Nova', 3, 'offline', null, null);
    expect(countKinds([fresh])).toEqual({ online: 0, offline: 0, behind: 0, never: 1 });
    expect(groupPlayers([fresh], rows, true)).toEqual([]);
    expect(groupPlayers([fresh], rows, false)[0]?.lost).toBe(false);
    expect(groupPlayers(players, rows, false).map(({ lost }) => lost)).toEqual([true, false]);
  });
});
