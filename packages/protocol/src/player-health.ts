import { z } from 'zod';
import { Instant } from './primitives.ts';

/** What a player last said of its machine within an hour; `null`: nothing of that. */
export const HealthHour = z
  .object({
    /** The begin of the hour. */
    at: Instant,
    /** Bytes. */
    storage_used: z.int().nullable(),
    storage_quota: z.int().nullable(),
    /** MB that the player itself uses. */
    heap_mb: z.number().nullable(),
    network_mbit: z.number().nullable(),
    network_rtt_ms: z.number().nullable(),
    /** Its clock ahead of the server's. */
    clock_ahead_ms: z.int().nullable(),
  })
  .meta({ id: 'HealthHour' });
export type HealthHour = z.infer<typeof HealthHour>;

/** Oldest first; hours in which the player said nothing are not there. */
export const HealthHistory = z.object({ hours: z.array(HealthHour) }).meta({ id: 'HealthHistory' });
export type HealthHistory = z.infer<typeof HealthHistory>;
