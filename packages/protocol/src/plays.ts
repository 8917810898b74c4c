import { z } from 'zod';
import { Id, Instant, PathId, queryInt } from './primitives.ts';

/** Plays in one delivery. */
export const mostPlays = 500;

const Version = z.string().regex(/^[\x21-\x7e]{1,64}$/, 'must be 1 to 64 characters of ASCII without spaces');

/** A play's number: one more is still a number that JSON holds exactly. */
const Seq = Id.max(Number.MAX_SAFE_INTEGER - 1);

/** One showing of one content, as the player's journal holds it. */
export const DeliveredPlay = z.strictObject({
  /** The player's own counter, from 1 up, never used twice: with it a play is stored once, however often it is sent. */
  seq: Seq,
  content_id: Id,
  campaign_id: Id.nullable().default(null),
  schedule_id: Id.nullable().default(null),
  started_at: Instant,
  /** Milliseconds on screen. */
  length: z
    .int()
    .min(0)
    .max(31 * 86_400_000),
  completed: z.boolean(),
  /** Why it ended early, a short code such as `schedule`, `command`, `error`. */
  reason: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,19}$/, 'must be a short code: 1 to 20 lower-case letters, digits and underscores')
    .nullable()
    .default(null),
  programme_version: Version.nullable().default(null),
  /** The player itself does not trust the clock it went by. */
  clock_suspect: z.boolean().default(false),
});
export type DeliveredPlay = z.infer<typeof DeliveredPlay>;

export const PlayDelivery = z.strictObject({ plays: z.array(DeliveredPlay).min(1).max(mostPlays) });

/** First and last, both included. */
const Range = z.tuple([Id, Id]);

/** What is on the server's disk once this answer is sent. */
export const PlayReceipt = z
  .object({
    /** Plays that this delivery brought. */
    accepted: z.int(),
    /** Plays that were there already. */
    duplicates: z.int(),
    /** The `seq` of this delivery that are stored, as ranges: exactly these the player may delete. */
    stored: z.array(Range),
    /**
     * The `seq` under which the server holds another play, or that this delivery names twice for different ones: the
     * player lost its counter. It gives these plays new numbers, from `next_seq` on, and sends them again.
     */
    conflicts: z.array(Id),
    /** One more than the highest stored of this player. */
    next_seq: Id,
  })
  .meta({ id: 'PlayReceipt' });
export type PlayReceipt = z.infer<typeof PlayReceipt>;

export const Play = z
  .object({
    id: Id,
    player_id: Id,
    player_name: z.string().nullable(),
    /** Where the player hung when the play arrived. */
    location_id: Id.nullable(),
    location_name: z.string().nullable(),
    seq: Id,
    content_id: Id,
    /** The title now, or the last one of a content that is deleted; `null` when nobody knows any more. */
    content_title: z.string().nullable(),
    campaign_id: Id.nullable(),
    campaign_name: z.string().nullable(),
    schedule_id: Id.nullable(),
    started_at: Instant,
    /** Milliseconds. */
    length: z.int(),
    completed: z.boolean(),
    reason: z.string().nullable(),
    programme_version: z.string().nullable(),
    received_at: Instant,
    /** The player's clock can not have been right. */
    clock_suspect: z.boolean(),
  })
  .meta({ id: 'Play' });
export type Play = z.infer<typeof Play>;

/** Where the page before ended: the instant (epoch ms) and the id of its last play. */
export const PlayCursor = z
  .string()
  .regex(/^-?\d{1,15}\.\d{1,16}$/, 'must be the `next` of the page before')
  .transform(value => {
    const [at = 0, id = 0] = value.split('.').map(Number);
    return { at, id };
  });
export type PlayCursor = z.infer<typeof PlayCursor>;

/** Newest first; `next` is the `cursor` of the page after, `null` at the end. */
export const PlayList = z.object({ items: z.array(Play), next: z.string().nullable() });

export const PlayerPlaysQuery = z.strictObject({
  from: Instant.optional(),
  /** Exclusive. */
  to: Instant.optional(),
  content_id: PathId.optional(),
  cursor: PlayCursor.optional(),
  per_page: queryInt(1, 200).default(50),
});

/** Answers a `screenshot` command with the picture itself. */
export const ScreenshotQuery = z.strictObject({ command_id: PathId.optional() });
export const ScreenshotAnswer = z.object({ player_id: Id, screenshot_at: Instant, width: z.int(), height: z.int() });
