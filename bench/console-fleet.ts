/**
 * So many screens in a process of their own: each with its own socket, registered by its key, its heartbeats evenly spread. A
 * screen shows its items for 10 s, so that each heartbeat names another content than the one before.
 */
import type { PlayerHeartbeat } from '@tvs/protocol';
import { io, type Socket } from 'socket.io-client';
import { keyOf } from './api-data.ts';

export interface FleetWish {
  url: string;
  players: number;
  /** Between two heartbeats of a screen, ms. */
  heartbeat: number;
  contents: number;
  campaigns: number;
}

const TICK = 100;
/** Registrations under way at once. */
const LANES = 50;

process.on('disconnect', () => process.exit(0));
process.once('message', (wish: FleetWish) => void run(wish));

async function run(wish: FleetWish): Promise<void> {
  const sockets: Socket[] = [];
  let beats = 0;
  let due = 0;
  let last = performance.now();
  // From the first one on: a screen that says nothing for long counts as gone.
  setInterval(() => {
    const now = performance.now();
    due += ((now - last) / wish.heartbeat) * sockets.length;
    last = now;
    for (; due >= 1; due--, beats++)
      beat(sockets[beats % sockets.length], beats % sockets.length, Math.floor(beats / sockets.length), wish);
  }, TICK);
  let next = 1;
  const lane = async () => {
    for (let id = next++; id <= wish.players; id = next++) sockets.push(await register(wish.url, id));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  process.send?.('playing');
}

/** Each time another content than the time before. */
function beat(socket: Socket | undefined, place: number, turn: number, { contents, campaigns }: FleetWish): void {
  const content = (place * 7 + turn) % contents;
  const said: PlayerHeartbeat = { status: 'playing', current_content_id: 1 + content, current_campaign_id: 1 + (content % campaigns) };
  socket?.emit('player_heartbeat', said);
}

function register(url: string, id: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false, timeout: 60_000 });
    socket.once('connect', () => socket.emit('player_register', { player_key: keyOf(id), device_type: 'linux', resolution: '1920x1080' }));
    socket.once('register_success', () => resolve(socket));
    socket.once('register_error', (error: { code: string }) => reject(new Error(`player ${id}: ${error.code}`)));
    socket.once('connect_error', reject);
  });
}
