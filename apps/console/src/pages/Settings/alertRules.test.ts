import type { Settings } from '@tvs/protocol';
import { expect, test } from 'vitest';
import { ruleBody, ruleValues } from './alertRules.ts';

const alerts: Settings['alerts'] = {
  player_offline: { enabled: true, minutes: 5 },
  player_behind: { enabled: false, minutes: 15 },
  player_storage: { enabled: true, percent: 10 },
  player_clock: { enabled: true, seconds: 30 },
  content_failing: { enabled: false },
  location_empty: { enabled: true },
};

test('rules come out of their form as they went in', () => {
  expect(ruleBody(ruleValues({ alerts } as Settings))).toEqual({ alerts });
});
