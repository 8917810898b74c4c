import type { Settings } from '@tvs/protocol';
import type { Db } from '../database/connection.ts';
import { iso } from '../platform/clock.ts';

/** What counts until somebody says otherwise: the one table of defaults, and of the names that are known. */
const standardSettings: Omit<Settings, 'updated_at'> = {
  name: 'TVS',
  timezone: 'America/Sao_Paulo',
  default_locale: 'pt-BR',
  default_campaign_id: null,
  heartbeat_seconds: 30,
  default_image_duration: 10,
  campaign_change: 'at_once',
  retention: { plays_days: 400, audit_days: 730, commands_days: 30, alerts_days: 90 },
  alerts: {
    player_offline: { enabled: true, minutes: 5 },
    player_behind: { enabled: true, minutes: 15 },
    player_storage: { enabled: true, percent: 10 },
    player_clock: { enabled: true, seconds: 30 },
    content_failing: { enabled: true },
    location_empty: { enabled: true },
  },
};

/** The system's settings: what was saved over what is standard. `updated_at` is that of the last change of any of them. */
export async function loadSettings(db: Db): Promise<Settings> {
  const rows = await db.selectFrom('settings').select(['name', 'value', 'updated_at']).execute();
  const known = rows.filter(row => row.name in standardSettings);
  const saved = Object.fromEntries(known.map(row => [row.name, JSON.parse(row.value) as unknown]));
  return { ...merged(standardSettings, saved), updated_at: iso(Math.max(0, ...rows.map(row => row.updated_at))) };
}

/** The values by key, however deep, where the change names them; names that are not known are left aside. */
export function merged<T extends object>(values: T, change: object): T {
  const entries = Object.entries(values).map(([key, value]: [string, unknown]) => {
    const given = (change as Record<string, unknown>)[key];
    if (given === undefined) return [key, value];
    return [key, isObject(value) ? (isObject(given) ? merged(value, given) : value) : given];
  });
  return Object.fromEntries(entries) as T;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
