import type { Alert, AlertKind, AlertRules } from '@tvs/protocol';
import { iso } from '../../platform/clock.ts';

/** What of a player decides about its alerts. Instants in epoch ms. */
export interface PlayerFacts {
  online: boolean;
  /** Its last word; of one that never connected, when it was made. */
  seen: number;
  /** Since when it is online and plays an older programme than the newest; `null`: it does not, or never said. */
  behind_since: number | null;
  /** Bytes, as its last heartbeat says. */
  storage: { used: number; quota: number } | null;
  /** How far its clock runs ahead, ms; less than 0: behind. */
  clock_ahead: number | null;
  /** It has not connected since the server started. */
  unheard: boolean;
}

export interface Moment {
  /** Epoch ms. */
  now: number;
  /** Until then players that were connected before a restart are expected back. */
  quiet_until: number;
}

export interface Verdict {
  /** What is to be open, with what was measured. */
  raised: ReadonlyMap<AlertKind, Alert['params']>;
  /** When to ask again though nothing happens (epoch ms); infinity: never. */
  due: number;
}

const minute = 60_000;
/** Percent points above its limit at which storage counts as enough again: what swings around the limit is one alert. */
const storageSlack = 2;
/** Part of its limit at which a clock counts as right again. */
const clockSlack = 0.8;

/** Which alerts a player is worth. `open`: those it has, which end a little later than they begin. */
export function judge(facts: PlayerFacts, rules: AlertRules, open: (kind: AlertKind) => boolean, moment: Moment): Verdict {
  const raised = new Map<AlertKind, Alert['params']>();
  const { now, quiet_until } = moment;
  const quiet = now < quiet_until;
  let due = Number.POSITIVE_INFINITY;

  if (rules.player_offline.enabled && !facts.online) {
    const over = facts.seen + rules.player_offline.minutes * minute;
    // A restart of the server raises nothing new until its players had time to come back; what was open stays.
    const from = quiet && !open('player_offline') ? Math.max(over, quiet_until) : over;
    if (from <= now) raised.set('player_offline', { since: iso(facts.seen) });
    else due = Math.min(due, from);
  }

  if (rules.player_behind.enabled) {
    if (facts.behind_since !== null) {
      const over = facts.behind_since + rules.player_behind.minutes * minute;
      if (over <= now || open('player_behind')) raised.set('player_behind', { since: iso(facts.behind_since) });
      else due = Math.min(due, over);
    } else if (quiet && facts.unheard && open('player_behind')) {
      raised.set('player_behind', {});
      due = Math.min(due, quiet_until);
    }
  }

  if (rules.player_storage.enabled && facts.storage) {
    const { used, quota } = facts.storage;
    const free = (100 * (quota - used)) / quota;
    const limit = rules.player_storage.percent + (open('player_storage') ? storageSlack : 0);
    if (free < limit) raised.set('player_storage', { free_percent: Math.max(0, Math.round(free * 10) / 10) });
  }

  if (rules.player_clock.enabled && facts.clock_ahead !== null) {
    const limit = rules.player_clock.seconds * 1000 * (open('player_clock') ? clockSlack : 1);
    if (Math.abs(facts.clock_ahead) > limit) raised.set('player_clock', { seconds: Math.round(facts.clock_ahead / 1000) });
  }

  return { raised, due };
}

/** What a heartbeat says of storage, kept with `system_info`; `null` when it said nothing usable. */
export function storageOf(info: Readonly<Record<string, unknown>>): PlayerFacts['storage'] {
  const { storage_used: used, storage_quota: quota } = info;
  return typeof used === 'number' && typeof quota === 'number' && quota > 0 && used >= 0 ? { used, quota } : null;
}

export function clockOf(info: Readonly<Record<string, unknown>>): number | null {
  const { clock_ahead_ms: ahead } = info;
  return typeof ahead === 'number' && Number.isFinite(ahead) ? ahead : null;
}
