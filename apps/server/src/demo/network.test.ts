import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serverFolder } from '../platform/folders.ts';
import { campaigns, contents, type DemoPlace, network, openNow } from './network.ts';

const all = (place: DemoPlace): DemoPlace[] => [place, ...(place.below ?? []).flatMap(all)];
const places = all(network);
const schedules = campaigns.flatMap(campaign => campaign.schedules);

test('every picture is there, and every name leads somewhere', () => {
  for (const { art } of contents) expect(existsSync(join(serverFolder, 'demo/art', `${art}.jpg`)), art).toBe(true);
  const arts = contents.map(content => content.art);
  expect(new Set(arts).size).toBe(arts.length);
  for (const { items } of campaigns) for (const [art] of items) expect(arts).toContain(art);
  for (const { place } of schedules) expect(places.map(({ name }) => name)).toContain(place);
  expect(places.flatMap(place => place.players ?? [])).toContain(openNow);
});

test('something is on everywhere at every hour, and it moves', () => {
  const always = campaigns.find(campaign =>
    campaign.schedules.some(({ place, start_time, days_of_week }) => place === network.name && !start_time && !days_of_week),
  );
  expect(always).toBeDefined();
  expect(contents.find(({ art }) => art === always?.items[0]?.[0])?.film).toBeGreaterThan(0);
});

test('what meets has different priorities, so that the demo starts without a conflict', () => {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  for (const one of schedules) {
    for (const other of schedules) {
      if (one === other || one.priority !== other.priority) continue;
      const [a, b] = [one, other].map(({ start_time = '00:00', end_time = '24:00' }) => [minutes(start_time), minutes(end_time)] as const);
      expect(a && b && a[0] < b[1] && b[0] < a[1]).toBe(false);
    }
  }
});
