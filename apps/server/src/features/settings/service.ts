import type { operations, Settings, SystemSettings } from '@tvs/protocol';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { toJson } from '../../database/columns.ts';
import type { UserViewer } from '../../platform/access.ts';
import { changedAt } from '../../platform/clock.ts';
import { rule } from '../../platform/errors.ts';
import { loadSettings, merged } from '../../publishing/settings.ts';
import { record } from '../audit/service.ts';

type Patch = z.output<(typeof operations)['settings.patch']['body']>;

/** What counts for the whole system. */
export function createSettings(context: Context) {
  const { db, clock, bus, config } = context;
  const describe = (settings: Settings): SystemSettings => ({ ...settings, limits: { max_upload_bytes: config.maxContentLength } });
  return {
    read: async (): Promise<SystemSettings> => describe(await loadSettings(db)),

    /** By key, however deep: what the patch does not name stays. */
    async update(viewer: UserViewer, patch: Patch): Promise<SystemSettings> {
      const { after, told } = await context.write(async trx => {
        const before = await loadSettings(trx);
        if (patch.default_campaign_id) {
          const campaign = await trx.selectFrom('campaigns').select('id').where('id', '=', patch.default_campaign_id).executeTakeFirst();
          if (!campaign) throw rule('default_campaign_id', 'names a campaign that does not exist');
        }
        const wanted = merged(before, patch);
        const updated_at = changedAt(clock.now(), before);
        for (const name of Object.keys(patch) as (keyof Patch)[]) {
          await trx.deleteFrom('settings').where('name', '=', name).execute();
          await trx
            .insertInto('settings')
            .values({ name, value: toJson(wanted[name]), updated_at })
            .execute();
        }
        const after = await loadSettings(trx);
        const told = await record(trx, bus, {
          at: clock.now(),
          viewer,
          action: 'update',
          resource: 'settings',
          resource_id: null,
          title: after.name,
          before,
          after,
        });
        return { after, told };
      });
      told();
      bus.emit('changed', { everywhere: true, tree: true });
      return describe(after);
    },
  };
}
