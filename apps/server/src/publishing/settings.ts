import type { Settings } from '@tvs/protocol';
import type { Db } from '../database/connection.ts';

const standardSettings: Settings = {
  name: 'TVS',
  timezone: 'America/Sao_Paulo',
  default_locale: 'pt-BR',
  default_campaign_id: null,
  heartbeat_seconds: 30,
  default_image_duration: 10,
};

/** The system's settings: what was saved over what is standard. */
export async function loadSettings(db: Db): Promise<Settings> {
  const rows = await db.selectFrom('settings').select(['name', 'value']).execute();
  const saved = Object.fromEntries(
    rows.filter(row => row.name in standardSettings).map(row => [row.name, JSON.parse(row.value) as unknown]),
  );
  return { ...standardSettings, ...saved };
}
