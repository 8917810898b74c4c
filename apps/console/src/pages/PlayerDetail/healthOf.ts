import type { Player } from '@tvs/protocol';

type Info = Player['system_info'];

/** The newest numbers of a screen's own machine; what it does not say is `null`. */
export interface Health {
  /** Bytes. */
  storage: { used: number; quota: number } | null;
  files: { ready: number; total: number } | null;
  filesFailed: string | null;
  filesNoRoom: string | null;
  frames: { dropped: number; total: number } | null;
  /** Its clock ahead of the server's, ms. */
  clockAhead: number | null;
  network: { kind: string | null; mbit: number | null; rtt: number | null } | null;
  /** MB used by the player, GB of the device as the browser rounds it. */
  memory: { heap: number; device: number | null } | null;
  /** Seconds. */
  uptime: number | null;
  playsLost: number;
}

/** Reads what a player says of its machine: free words, so that nothing of it is taken on trust. */
export function healthOf(info: Info): Health {
  /** What no machine has is a mistake. */
  const number = (name: string, most = 1e15) => {
    const value = info[name];
    return typeof value === 'number' && Math.abs(value) <= most ? value : null;
  };
  const text = (name: string) => {
    const value = info[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const both = (one: number | null, other: number | null) =>
    one !== null && other !== null && other > 0 && one >= 0 ? ([one, other] as const) : null;
  const storage = both(number('storage_used'), number('storage_quota'));
  const files = both(number('library_ready'), number('library_total'));
  const frames = both(number('frames_dropped'), number('frames'));
  const network = { kind: text('network'), mbit: number('network_mbit', 1e6), rtt: number('network_rtt_ms', 1e7) };
  const heap = number('heap_mb', 1e6);
  return {
    storage: storage && { used: storage[0], quota: storage[1] },
    files: files && { ready: files[0], total: files[1] },
    filesFailed: text('library_failed'),
    filesNoRoom: text('library_no_room'),
    frames: frames && { dropped: frames[0], total: frames[1] },
    clockAhead: number('clock_ahead_ms', 1e12),
    network: network.kind === null && network.mbit === null ? null : network,
    memory: heap === null ? null : { heap, device: number('memory_gb', 1e5) },
    uptime: number('uptime_s', 1e9),
    playsLost: number('plays_lost') ?? 0,
  };
}

/** Whether nothing at all is known. */
export function isUnknown({ playsLost, ...rest }: Health): boolean {
  return playsLost === 0 && Object.values(rest).every(value => value === null);
}
