import { z } from 'zod';
import { Id, Instant, Timezone, text } from './primitives.ts';

export const Location = z
  .object({
    id: Id,
    name: z.string(),
    parent_id: Id.nullable(),
    /** `null`: the parent's counts, up to the system settings. */
    timezone: z.string().nullable(),
    address: z.string().nullable(),
    default_campaign_id: Id.nullable(),
    /** What counts here after inheritance. */
    effective_timezone: z.string(),
    effective_default_campaign_id: Id.nullable(),
    /** Players at this location itself, not below. */
    player_count: z.int(),
    created_at: Instant,
    updated_at: Instant,
  })
  .meta({ id: 'Location' });
export type Location = z.infer<typeof Location>;

const fields = {
  name: text(200),
  parent_id: Id.nullable(),
  timezone: Timezone.nullable(),
  address: text(500, 0).nullable(),
  default_campaign_id: Id.nullable(),
};
export const LocationCreate = z.strictObject({
  ...fields,
  parent_id: fields.parent_id.default(null),
  timezone: fields.timezone.default(null),
  address: fields.address.default(null),
  default_campaign_id: fields.default_campaign_id.default(null),
});
export const LocationPatch = z.strictObject(fields).partial();
