import type { AlertKind, AlertRules } from '@tvs/protocol';
import { describe, expect, test } from 'vitest';
import { clockOf, judge, type PlayerFacts, storageOf } from './rules.ts';

const minute = 60_000;
const noon = Date.parse('2026-03-05T12:00:00Z');
const rules: AlertRules = {
  player_offline: { enabled: true, minutes: 5 },
  player_behind: { enabled: true, minutes: 15 },
  player_storage: { enabled: true, percent: 10 },
  player_clock: { enabled: true, seconds: 30 },
  content_failing: { enabled: true },
  location_empty: { enabled: true },
};
const well: PlayerFacts = {
  online: true,
  seen: noon,
  behind_since: null,
  storage: { used: 50, quota: 100 },
  clock_ahead: 0,
  unheard: false,
};

function verdict(
  facts: Partial<PlayerFacts>,
  now: number,
  { open = [] as AlertKind[], quiet_until = 0, with: more = {} as Partial<AlertRules> } = {},
) {
  const { raised, due } = judge({ ...well, ...facts }, { ...rules, ...more }, kind => open.includes(kind), { now, quiet_until });
  return { raised: [...raised.keys()], due, params: Object.fromEntries(raised) };
}

test('a player that is well is worth no alert, now or later', () => {
  expect(verdict({}, noon)).toMatchObject({ raised: [], due: Number.POSITIVE_INFINITY });
});

describe('offline', () => {
  const gone = { online: false, seen: noon };
  test('counts from its last word, to the millisecond', () => {
    expect(verdict(gone, noon + 5 * minute - 1)).toMatchObject({ raised: [], due: noon + 5 * minute });
    expect(verdict(gone, noon + 5 * minute)).toMatchObject({
      raised: ['player_offline'],
      due: Number.POSITIVE_INFINITY,
      params: { player_offline: { since: '2026-03-05T12:00:00Z' } },
    });
  });

  test('is raised only after the quiet time that follows a start; what was open stays open', () => {
    const quiet_until = noon + 60 * minute;
    expect(verdict(gone, noon + 59 * minute, { quiet_until })).toMatchObject({ raised: [], due: quiet_until });
    expect(verdict(gone, quiet_until, { quiet_until }).raised).toEqual(['player_offline']);
    expect(verdict(gone, noon + 59 * minute, { quiet_until, open: ['player_offline'] }).raised).toEqual(['player_offline']);
    expect(verdict({}, noon + 59 * minute, { quiet_until, open: ['player_offline'] }).raised).toEqual([]);
  });

  test('does not count when its rule is off', () => {
    const off = { with: { player_offline: { enabled: false, minutes: 5 } } };
    expect(verdict(gone, noon + 60 * minute, off)).toMatchObject({ raised: [], due: Number.POSITIVE_INFINITY });
  });
});

describe('behind', () => {
  test('counts from when it fell behind', () => {
    expect(verdict({ behind_since: noon }, noon + 15 * minute - 1)).toMatchObject({ raised: [], due: noon + 15 * minute });
    expect(verdict({ behind_since: noon }, noon + 15 * minute).raised).toEqual(['player_behind']);
  });

  test('stays open over a restart, whose count begins anew, until the player says otherwise', () => {
    const open: AlertKind[] = ['player_behind'];
    expect(verdict({ behind_since: noon }, noon + 1, { open }).raised).toEqual(['player_behind']);
    const quiet_until = noon + minute;
    const away = { online: false, unheard: true };
    expect(verdict(away, noon, { open, quiet_until })).toMatchObject({ raised: ['player_behind'], due: quiet_until });
    expect(verdict(away, quiet_until, { open, quiet_until }).raised).toEqual([]);
    expect(verdict({}, noon, { open, quiet_until }).raised).toEqual([]);
  });
});

describe('storage', () => {
  const used = (percent: number) => ({ storage: { used: percent, quota: 100 } });
  test('is low below its limit, and enough again only a little above', () => {
    expect(verdict(used(90), noon).raised).toEqual([]);
    expect(verdict(used(90.5), noon).params).toEqual({ player_storage: { free_percent: 9.5 } });
    const open: AlertKind[] = ['player_storage'];
    expect(verdict(used(88.5), noon, { open }).raised).toEqual(['player_storage']);
    expect(verdict(used(88), noon, { open }).raised).toEqual([]);
  });

  test('counts for a player that is away, too; more used than there is counts as none free', () => {
    expect(verdict({ online: false, ...used(95) }, noon).raised).toEqual(['player_storage']);
    expect(verdict(used(120), noon).params).toEqual({ player_storage: { free_percent: 0 } });
  });

  test('that nobody measured, or measured as nonsense, is no storage', () => {
    expect(verdict({ storage: null }, noon).raised).toEqual([]);
    for (const info of [
      {},
      { storage_used: 1 },
      { storage_used: 1, storage_quota: 0 },
      { storage_used: -1, storage_quota: 5 },
      { storage_used: '1', storage_quota: 2 },
    ])
      expect(storageOf(info)).toBeNull();
    expect(storageOf({ storage_used: 1, storage_quota: 2 })).toEqual({ used: 1, quota: 2 });
  });
});

describe('a clock', () => {
  test.each([1, -1])('that is off by more than its limit either way (%i) is wrong', side => {
    expect(verdict({ clock_ahead: side * 30_000 }, noon).raised).toEqual([]);
    expect(verdict({ clock_ahead: side * 30_001 }, noon).params).toEqual({ player_clock: { seconds: side * 30 } });
    const open: AlertKind[] = ['player_clock'];
    expect(verdict({ clock_ahead: side * 24_001 }, noon, { open }).raised).toEqual(['player_clock']);
    expect(verdict({ clock_ahead: side * 24_000 }, noon, { open }).raised).toEqual([]);
  });

  test('that nobody measured is no clock', () => {
    expect(verdict({ clock_ahead: null }, noon).raised).toEqual([]);
    expect(clockOf({ clock_ahead_ms: Number.NaN })).toBeNull();
    expect(clockOf({ clock_ahead_ms: 12 })).toBe(12);
  });
});
