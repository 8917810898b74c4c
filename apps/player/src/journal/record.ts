import type { DeliveredPlay } from '@tvs/protocol';

/** What is shown, and by whose word. */
export interface Subject {
  content: number;
  campaign: number | null;
  schedule: number | null;
  version: string | null;
}

/** One showing as the journal keeps it. Instants in epoch ms of the server's clock as far as it was known, lengths in ms. */
export interface Record extends Subject {
  /** Whose play it is: it is never delivered by another. */
  player: number;
  seq: number;
  started: number;
  length: number;
  completed: boolean;
  reason: string | null;
  /** The run of the page that showed it, and that run's monotonic clock when it began. */
  run: string;
  mono: number;
  /** The server had not told this run its clock yet: `started` is settled before it is delivered. Absent once it is sure. */
  unsure?: 1;
  /** Not even an earlier run's reading of the server's clock was to be had. */
  guessed: boolean;
}

/** A showing that is not over, with its length so far; another page closes it when this one is gone. */
export interface OpenRecord extends Record {
  /** This machine's clock when it was last written. */
  marked: number;
}

/** What the server's clock says now, beside this run's monotonic clock and this machine's. */
export interface Instant {
  run: string;
  mono: number;
  /** Epoch ms of the server. */
  now: number;
  /** Server minus machine, ms. */
  offset: number;
}

/**
 * The instant at which it began, now that the server's clock is known: exact for this run; for an earlier one the reading
 * that it went by stands, or else this machine's clock is taken to have been as wrong as it is now.
 */
export function settled(record: Record, at: Instant): Record {
  if (record.unsure === undefined) return record;
  const { unsure: _, ...sure } = record;
  if (record.run === at.run) return { ...sure, started: Math.round(at.now - (at.mono - record.mono)), guessed: false };
  return record.guessed ? { ...sure, started: record.started + at.offset } : sure;
}

/** As the server takes it. */
export function worded(record: Record): DeliveredPlay {
  return {
    seq: record.seq,
    content_id: record.content,
    campaign_id: record.campaign,
    schedule_id: record.schedule,
    started_at: new Date(record.started).toISOString(),
    length: record.length,
    completed: record.completed,
    reason: record.reason,
    programme_version: record.version,
    clock_suspect: record.guessed,
  };
}

/** An open play whose page is gone: how long it ran is known up to its last mark. */
export function closed({ marked: _, ...record }: OpenRecord): Record {
  return { ...record, completed: false, reason: 'interrupted' };
}
