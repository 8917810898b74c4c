import type { Location } from '@tvs/protocol';
import { describe, expect, it } from 'vitest';
import { chainOf, playersBelow, playersOf, subtree, treeRows } from './locations.ts';

const place = (id: number, name: string, parent_id: number | null, player_count = 0): Location => ({
  id,
  name,
  parent_id,
  player_count,
  timezone: null,
  address: null,
  default_campaign_id: null,
  effective_timezone: 'America/Sao_Paulo',
  effective_default_campaign_id: null,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
});
const tree = [place(3, 'Loja 10', 1, 2), place(1, 'Rede', null), place(2, 'Loja 2', 1, 3), place(4, 'Vitrine', 2, 4)];

describe('the location tree', () => {
  it('reads parents before children and numbers as numbers', () => {
    expect(treeRows(tree).map(row => [row.location.name, row.depth])).toEqual([
      ['Rede', 0],
      ['Loja 2', 1],
      ['Vitrine', 2],
      ['Loja 10', 1],
    ]);
  });
  it('makes a root of a location whose parent is not visible', () => {
    expect(treeRows([place(9, 'Só minha', 1)])[0]?.depth).toBe(0);
  });
  it('knows what lies below and above', () => {
    expect([...subtree(tree, 2)]).toEqual([2, 4]);
    expect(chainOf(tree, 4)).toEqual([4, 2, 1]);
    expect(playersBelow(tree, 1)).toBe(9);
    expect([...playersOf(treeRows(tree))]).toEqual([
      [1, 9],
      [2, 7],
      [4, 4],
      [3, 2],
    ]);
  });
});
