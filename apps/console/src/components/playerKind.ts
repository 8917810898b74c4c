import type { Player } from '@tvs/protocol';

/** What a player's row says of it: no signal before old version before on air. */
export function playerKind(player: { status: 'online' | 'offline'; up_to_date: boolean | null }): 'online' | 'offline' | 'behind' {
  if (player.status === 'offline') return 'offline';
  return player.up_to_date === false ? 'behind' : 'online';
}

/** What keeps a screen from simply playing, if anything. Of one without signal nobody knows. */
export function heldState({ status, playback }: Pick<Player, 'status' | 'playback'>): 'paused' | 'blank' | 'error' | null {
  if (status === 'offline') return null;
  return playback === 'paused' || playback === 'blank' || playback === 'error' ? playback : null;
}
