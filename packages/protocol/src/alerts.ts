import { z } from 'zod';
import { Id, Instant, listQuery, PathId, page } from './primitives.ts';

/** What can be wrong with a player. */
export const playerAlerts = ['player_offline', 'player_behind', 'player_storage', 'player_clock'] as const;
/** Each can be switched off in the settings, where its limit is set, too. */
export const AlertKind = z.enum([...playerAlerts, 'content_failing', 'location_empty']);
export type AlertKind = z.infer<typeof AlertKind>;

/** Something that needs somebody. Raised and cleared by the server; people only acknowledge it. */
export const Alert = z
  .object({
    id: Id,
    kind: AlertKind,
    /** What it is about: one of the three is there, and with a player also its location. */
    player_id: Id.nullable(),
    location_id: Id.nullable(),
    content_id: Id.nullable(),
    /** The name of what it is about, when it was raised. */
    title: z.string(),
    /** What was measured when it was raised, by kind: `since`, `free_percent`, `seconds`, `detail`. */
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    raised_at: Instant,
    acknowledged_at: Instant.nullable(),
    acknowledged_by: Id.nullable(),
    /** When its cause ended; what comes back is a new alert. */
    cleared_at: Instant.nullable(),
    updated_at: Instant,
  })
  .meta({ id: 'Alert' });
export type Alert = z.infer<typeof Alert>;

/** `open`: the cause is still there, acknowledged or not. */
export const AlertState = z.enum(['open', 'unacknowledged', 'acknowledged', 'cleared', 'all']);
export const AlertQuery = listQuery(['raised_at', 'cleared_at', 'kind'], '-raised_at')
  .omit({ q: true })
  .extend({
    state: AlertState.default('open'),
    kind: AlertKind.optional(),
    /** This location and everything below it. */
    location_id: PathId.optional(),
    player_id: PathId.optional(),
  });
export const AlertPage = page(Alert);
