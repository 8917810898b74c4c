import { expect, test } from 'vitest';
import { StallWatch } from './stall.ts';

test('a medium that stands still for its patience has stalled, one that moves has not', () => {
  const watch = new StallWatch(2000);
  const looks = [0, 250, 500, 750, 1000, 1250, 1500, 1750, 2000, 2250].map(now => watch.stalled(1.5, now));
  expect(looks.indexOf(true)).toBe(8);
  const moving = new StallWatch(2000);
  for (let now = 0; now < 10_000; now += 250) expect(moving.stalled(now / 1000, now)).toBe(false);
});

test('a page that slept does not call its clip stalled', () => {
  const watch = new StallWatch(2000);
  watch.stalled(1, 0);
  expect(watch.stalled(1, 60_000)).toBe(false);
  expect(watch.stalled(1, 60_250)).toBe(false);
});

test('what has no position cannot stall', () => {
  const watch = new StallWatch(2000);
  for (let now = 0; now < 10_000; now += 250) expect(watch.stalled(null, now)).toBe(false);
});
