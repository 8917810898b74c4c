import type { AlertRules, Settings } from '@tvs/protocol';

/** Rules that begin at a limit: its name, and how far it goes. */
export const limits = {
  player_offline: { unit: 'minutes', word: 'after', max: 10_080 },
  player_behind: { unit: 'minutes', word: 'after', max: 10_080 },
  player_storage: { unit: 'percent', word: 'below', max: 50 },
  player_clock: { unit: 'seconds', word: 'over', max: 86_400 },
} as const;
export type Limited = keyof typeof limits;
export const limited = Object.keys(limits) as Limited[];
/** Rules that are only on or off. */
export const plain = ['content_failing', 'location_empty'] as const;

/** The rules as their form holds them. */
export interface RuleValues {
  enabled: Record<keyof AlertRules, boolean>;
  limit: Record<Limited, number | string>;
}

export function ruleValues({ alerts }: Settings): RuleValues {
  const { player_offline, player_behind, player_storage, player_clock, content_failing, location_empty } = alerts;
  return {
    enabled: {
      player_offline: player_offline.enabled,
      player_behind: player_behind.enabled,
      player_storage: player_storage.enabled,
      player_clock: player_clock.enabled,
      content_failing: content_failing.enabled,
      location_empty: location_empty.enabled,
    },
    limit: {
      player_offline: player_offline.minutes,
      player_behind: player_behind.minutes,
      player_storage: player_storage.percent,
      player_clock: player_clock.seconds,
    },
  };
}

export function ruleBody({ enabled, limit }: RuleValues): { alerts: AlertRules } {
  return {
    alerts: {
      player_offline: { enabled: enabled.player_offline, minutes: Number(limit.player_offline) },
      player_behind: { enabled: enabled.player_behind, minutes: Number(limit.player_behind) },
      player_storage: { enabled: enabled.player_storage, percent: Number(limit.player_storage) },
      player_clock: { enabled: enabled.player_clock, seconds: Number(limit.player_clock) },
      content_failing: { enabled: enabled.content_failing },
      location_empty: { enabled: enabled.location_empty },
    },
  };
}
