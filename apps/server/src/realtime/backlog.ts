import type { TvsSocket } from './types.ts';

/** Bytes that may wait for a socket that does not read. */
const mostWaiting = 8 * 2 ** 20;

/**
 * Closes a socket that takes less than is sent to it, before what waits for it grows without bound. It loses nothing: when
 * it is back it is told the newest of everything.
 */
export function limitBacklog(socket: TvsSocket, limit = mostWaiting): void {
  const { conn } = socket;
  let waiting = 0;
  conn.on('packetCreate', (packet: { data?: unknown }) => {
    waiting += typeof packet.data === 'string' ? packet.data.length : 0;
    if (waiting > limit) conn.close(true);
  });
  // The transport took all that waited; while it has not sent that yet, nothing more is flushed to it.
  conn.on('flush', () => {
    waiting = 0;
  });
}
