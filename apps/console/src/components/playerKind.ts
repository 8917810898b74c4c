/** What a player's row says of it: no signal before old version before on air. */
export function playerKind(player: { status: 'online' | 'offline'; up_to_date: boolean | null }): 'online' | 'offline' | 'behind' {
  if (player.status === 'offline') return 'offline';
  return player.up_to_date === false ? 'behind' : 'online';
}
