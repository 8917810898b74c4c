import type { PlayerProgramme } from '@tvs/protocol';
import { expect, test } from 'vitest';
import { nextItems } from './nextItems.ts';

const content = (id: number) => ({ id, title: `C${id}`, duration: id === 3 ? null : 10 });
const item = (content_id: number, duration: number | null = null) => ({ content_id, duration, fit: 'contain', muted: false });
const programme = {
  programme: {
    campaigns: [{ id: 7, name: 'A', items: [item(1), item(9), item(2, 5), item(3), { ...item(1), valid_until: '2026-11-24' }] }],
    contents: [1, 2, 3].map(content),
  },
} as unknown as PlayerProgramme;

test('what follows goes round, without what the screen does not have, each with its time', () => {
  expect(nextItems(programme, 7, 2, '2026-11-25')).toEqual([
    { place: 3, content_id: 3, title: 'C3', seconds: null },
    { place: 0, content_id: 1, title: 'C1', seconds: 10 },
  ]);
  expect(nextItems(programme, 7, 3, '2026-11-25')?.map(({ seconds }) => seconds)).toEqual([10, 5]);
});

test('of a content that is in no campaign of the programme nothing is said', () => {
  expect(nextItems(programme, 7, 8, '2026-11-25')).toBeNull();
  expect(nextItems(programme, null, 1, '2026-11-25')).toBeNull();
});
