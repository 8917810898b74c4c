import { z } from 'zod';
import { Instant } from './primitives.ts';

/** Lines a player keeps: the newest. */
export const mostLogLines = 200;

/** One line of what a player noted; instants by its own clock. */
export const LogLine = z.strictObject({
  at: Instant,
  level: z.enum(['info', 'problem']),
  topic: z.string().max(40),
  text: z.string().max(300),
});

/** Answers a `log` command. */
export const LogDelivery = z.strictObject({ lines: z.array(LogLine).max(mostLogLines) });

/** What a player last sent, oldest line first. */
export const PlayerLog = z
  .object({ received_at: Instant.nullable().describe('null: it was never asked'), lines: z.array(LogLine) })
  .meta({ id: 'PlayerLog' });
