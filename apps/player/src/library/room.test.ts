import type { ProgrammeContent } from '@tvs/protocol';
import { expect, test } from 'vitest';
import { budgetOf, fitting, makeRoom } from './room.ts';

const file = (sha256: string, size: number) => ({ sha256, size }) as ProgrammeContent;
const shelf = (wanted: ProgrammeContent[], held: Record<string, number>, budget: number, more = {}) => ({
  wanted,
  held: new Map(Object.entries(held)),
  order: Object.keys(held),
  busy: () => false,
  budget,
  ...more,
});

test('the budget leaves what others store and a reserve', () => {
  expect(budgetOf({ quota: 1000, used: 300, library: 200 })).toBe(850);
  expect(budgetOf({ quota: 100e9, used: 0, library: 0 })).toBe(100e9 - 256e6);
  expect(budgetOf({ quota: 10, used: 500, library: 0 })).toBe(0);
});

test('what plays soonest is kept when not everything fits, and what is small may still fit', () => {
  expect([...fitting({ wanted: [file('a', 50), file('b', 60), file('c', 40)], budget: 100 })]).toEqual(['a', 'c']);
});

test('least recently needed goes first, and only as much as is needed', () => {
  const wanted = [file('new', 30)];
  const held = { oldest: 20, older: 20, old: 20 };
  expect(makeRoom(shelf(wanted, held, 100), 30, fitting({ wanted, budget: 100 }))).toEqual([]);
  expect(makeRoom(shelf(wanted, held, 70), 30, fitting({ wanted, budget: 70 }))).toEqual(['oldest']);
  expect(makeRoom(shelf(wanted, held, 50), 30, fitting({ wanted, budget: 50 }))).toEqual(['oldest', 'older']);
});

test('a file that nobody remembers goes before all that are remembered', () => {
  const wanted = [file('new', 30)];
  expect(makeRoom(shelf(wanted, { old: 20, stranger: 20 }, 60, { order: ['old'] }), 30, new Set(['new']))).toEqual(['stranger']);
});

test('what is scheduled and fits never goes; what plays later gives way to what plays sooner', () => {
  const wanted = [file('now', 60), file('soon', 40), file('later', 40), file('last', 40)];
  const fit = fitting({ wanted, budget: 100 });
  expect([...fit]).toEqual(['now', 'soon']);
  expect(makeRoom(shelf(wanted, { now: 60, later: 40 }, 100), 40, fit)).toEqual(['later']);
  expect(makeRoom(shelf(wanted, { later: 40, last: 40 }, 100), 60, fit)).toEqual(['last']);
});

test('what is on the glass is waited for', () => {
  const wanted = [file('new', 60)];
  expect(makeRoom(shelf(wanted, { shown: 60 }, 100, { busy: (sha: string) => sha === 'shown' }), 60, new Set(['new']))).toBeNull();
});
