import type { Player } from '@tvs/protocol';

export type PlayerKind = 'online' | 'offline' | 'behind' | 'never';

/** What a player's row says of it: no signal before old version before on air. One that never had a signal hasn't lost it. */
export function playerKind({ status, last_seen, up_to_date }: Pick<Player, 'status' | 'last_seen' | 'up_to_date'>): PlayerKind {
  if (status === 'offline') return last_seen === null ? 'never' : 'offline';
  return up_to_date === false ? 'behind' : 'online';
}

/** Whether somebody should look at it: a screen that is yet to be connected waits, it doesn't fail. */
export function isTrouble(kind: PlayerKind): boolean {
  return kind === 'offline' || kind === 'behind';
}

/** What keeps a screen from simply playing, if anything. Of one without signal nobody knows. */
export function heldState({ status, playback }: Pick<Player, 'status' | 'playback'>): 'paused' | 'blank' | 'error' | null {
  if (status === 'offline') return null;
  return playback === 'paused' || playback === 'blank' || playback === 'error' ? playback : null;
}
