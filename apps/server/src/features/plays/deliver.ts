import type { DeliveredPlay, PlayReceipt } from '@tvs/protocol';
import type { Context } from '../../context.ts';
import type { PlayerViewer } from '../../platform/access.ts';
import { problems } from '../../platform/errors.ts';
import { conflictsOf, highestSeq, isSame, type NewPlay } from './store.ts';
import type { PlayWriter } from './writer.ts';

const minute = 60_000;
const day = 86_400_000;
/** How far a player's clock may be ahead before its word is doubted. */
const ahead = 5 * minute;
/** Longest that a journal is thought to wait for a network. */
const oldest = 400 * day;

/**
 * Takes a player's plays. Answered only when they are on the disk; whatever comes twice is stored once. What they name
 * may be gone by now: they are proof of what was shown, not of what there is.
 */
export async function deliverPlays(
  context: Pick<Context, 'db' | 'clock'>,
  writer: PlayWriter,
  viewer: PlayerViewer,
  plays: readonly DeliveredPlay[],
): Promise<PlayReceipt> {
  const rows = distinct(plays, viewer, context.clock.now());
  const accepted = await writer.store(rows);
  // Only where something was there already can it have been something else.
  const conflicts = accepted === rows.length ? [] : await conflictsOf(context.db, viewer.player_id, rows);
  const refused = new Set(conflicts);
  return {
    accepted,
    duplicates: plays.filter(play => !refused.has(play.seq)).length - accepted,
    stored: ranges(rows.map(row => row.seq).filter(seq => !refused.has(seq))),
    conflicts,
    next_seq: (await highestSeq(context.db, viewer.player_id)) + 1,
  };
}

/** In the order of their numbers, each once: two deliveries of the same then take the same way through the index. */
function distinct(plays: readonly DeliveredPlay[], { player_id, location_id }: PlayerViewer, now: number): NewPlay[] {
  const bySeq = new Map<number, NewPlay>();
  for (const [index, play] of plays.entries()) {
    const started_at = Date.parse(play.started_at);
    // Written out: a fleet that was away brings a million of these.
    const row: NewPlay = {
      player_id,
      location_id,
      seq: play.seq,
      content_id: play.content_id,
      campaign_id: play.campaign_id,
      schedule_id: play.schedule_id,
      started_at,
      length: play.length,
      completed: play.completed ? 1 : 0,
      reason: play.reason,
      programme_version: play.programme_version,
      received_at: now,
      clock_suspect: play.clock_suspect || isDoubtful(started_at, play.length, now) ? 1 : 0,
    };
    const earlier = bySeq.get(play.seq);
    if (earlier && !isSame(earlier, row)) throw twice(index);
    bySeq.set(play.seq, earlier ?? row);
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

function twice(index: number) {
  const path = `plays.${index}.seq`;
  const message = 'is the number of another play of this delivery';
  return problems.rule(`${path} ${message}.`, { errors: [{ path, message }] });
}

function isDoubtful(started_at: number, length: number, now: number): boolean {
  return started_at + length > now + ahead || started_at < now - oldest;
}

/** Ascending numbers as ranges, both ends included. */
function ranges(numbers: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found;
}
