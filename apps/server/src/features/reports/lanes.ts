/** One play, as far as a day's picture needs it; instants in epoch ms. */
export interface Shown {
  start: number;
  /** Exclusive; the same as `start` where it could not be shown. */
  end: number;
  campaign_id: number | null;
  /** Why it did not run to its end; `null`: it did. */
  reason: string | null;
  clock_suspect: boolean;
  programme_version: string | null;
}

/** Plays of one campaign in a row. */
export interface Stretch extends Omit<Shown, 'reason'> {
  plays: number;
  failed: number;
}

export interface Planned {
  start: number;
  end: number;
  campaign_id: number | null;
}

export interface Difference extends Planned {
  kind: 'nothing' | 'other' | 'unplanned' | 'waiting';
  shown_id: number | null;
  reason: string | null;
}

/** Pauses between two items that nobody calls a gap, ms. */
const pause = 10_000;
/** Differences that are worth a word, ms: a change of campaign may wait for the end of an item. */
const worth = 30_000;
/** What has just been shown is still on its way, ms. */
const onItsWay = 120_000;
/** Stretches in one picture; with more, longer pauses count as none. */
const mostStretches = 500;

/** Puts the plays of a day, which are in order, together to stretches; what lies outside of the day is cut off. */
export function stretchesOf(plays: readonly Shown[], from: number, to: number): Stretch[] {
  let found = joined(plays, from, to, pause);
  for (let gap = pause * 2; found.length > mostStretches && gap < to - from; gap *= 2) found = joined(plays, from, to, gap);
  return found;
}

function joined(plays: readonly Shown[], from: number, to: number, gap: number): Stretch[] {
  const found: Stretch[] = [];
  for (const { reason: _reason, ...play } of plays) {
    const start = Math.max(play.start, from);
    const end = Math.min(play.end, to);
    const last = found.at(-1);
    const near = last && last.campaign_id === play.campaign_id && start - last.end <= gap;
    // What could not be shown takes no time: it is counted with what was on around it.
    if (play.end === play.start) {
      if (last && start - last.end <= gap) last.failed += 1;
      continue;
    }
    if (start >= end) continue;
    if (near) {
      last.end = Math.max(last.end, end);
      last.plays += 1;
      last.clock_suspect ||= play.clock_suspect;
    } else found.push({ ...play, start, end, plays: 1, failed: 0 });
  }
  return found;
}

/**
 * Sets a plan beside what was shown, up to `until`. `open`: the day goes on, so that its end, of which nothing has come yet,
 * is no miss and does not count.
 */
export function compareLanes(
  planned: readonly Planned[],
  shown: readonly Stretch[],
  plays: readonly Shown[],
  { from, until, open }: { from: number; until: number; open: boolean },
): { differences: Difference[]; planned: number; kept: number } {
  const heard = open ? Math.max(from, ...shown.map(({ end }) => end)) : until;
  const sums = { planned: 0, kept: 0 };
  const differences: Difference[] = [];
  const add = (one: Omit<Difference, 'reason'>) => {
    if (one.start >= one.end) return;
    const last = differences.at(-1);
    if (last && last.end === one.start && last.kind === one.kind && last.campaign_id === one.campaign_id && last.shown_id === one.shown_id)
      last.end = one.end;
    else differences.push({ ...one, reason: null });
  };
  for (const { campaign_id, ...piece } of planned) {
    const start = Math.max(piece.start, from);
    const end = Math.min(piece.end, until);
    if (start >= end) continue;
    if (campaign_id !== null) sums.planned += Math.max(0, Math.min(end, heard) - start);
    const nothing = (from: number, to: number) => {
      if (campaign_id === null) return;
      add({ start: from, end: Math.min(to, heard), campaign_id, shown_id: null, kind: 'nothing' });
      add({ start: Math.max(from, heard), end: to, campaign_id, shown_id: null, kind: 'waiting' });
    };
    let at = start;
    for (const one of shown) {
      if (one.end <= at || one.start >= end) continue;
      const begin = Math.max(one.start, at);
      const over = Math.min(one.end, end);
      if (begin > at) nothing(at, begin);
      if (campaign_id !== null && one.campaign_id === campaign_id) sums.kept += over - begin;
      else add({ start: begin, end: over, campaign_id, shown_id: one.campaign_id, kind: campaign_id === null ? 'unplanned' : 'other' });
      at = over;
    }
    if (at < end) nothing(at, end);
  }
  const large = differences.filter(({ start, end, kind }) => end - start >= (kind === 'waiting' ? onItsWay : worth));
  return { differences: large.map(one => ({ ...one, reason: reasonOf(one, plays) })), ...sums };
}

/** What the player said where the difference begins. */
function reasonOf({ start, end, kind }: Difference, plays: readonly Shown[]): string | null {
  if (kind === 'unplanned' || kind === 'waiting') return null;
  let before: Shown | null = null;
  for (const play of plays) {
    if (play.end === play.start && play.start >= start - pause && play.start < end) return play.reason;
    if (play.end > play.start && play.end <= start + pause && play.end >= start - pause) before = play;
    if (play.start >= end) break;
  }
  return before?.reason ?? null;
}
