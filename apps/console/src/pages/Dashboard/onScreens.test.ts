import { expect, test } from 'vitest';
import { campaignsOn } from './onScreens.ts';

const on = (id: number | null) => ({ status: 'online' as const, current_campaign_id: id });

test('the widest spread comes first, equals keep their places', () => {
  expect(campaignsOn([on(3), on(2), on(1), on(2), on(null)], 8).shown).toEqual([
    { id: 2, screens: 2 },
    { id: 1, screens: 1 },
    { id: 3, screens: 1 },
  ]);
});

test('a screen without signal counts for nothing, and what has no room is counted', () => {
  const players = [{ status: 'offline' as const, current_campaign_id: 9 }, on(1), on(2), on(3)];
  expect(campaignsOn(players, 2)).toEqual({
    shown: [
      { id: 1, screens: 1 },
      { id: 2, screens: 1 },
    ],
    rest: 1,
  });
});
