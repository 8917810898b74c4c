import type { ServerToConsole, ServerToPlayer } from '@tvs/protocol';
import { io, type Socket } from 'socket.io-client';
import type { TestApp } from './app.ts';

type Events = ServerToPlayer & ServerToConsole;
type Body<Name extends keyof Events> = Parameters<Events[Name]>[0];

/** A bare socket.io-client that remembers what it heard, so that nothing is missed between two waits. */
export interface Listener {
  socket: Socket;
  heard<Name extends keyof Events>(name: Name): Body<Name>[];
  /** The first event of this name that fits and was not taken before. */
  next<Name extends keyof Events>(name: Name, fits?: (body: Body<Name>) => boolean): Promise<Body<Name>>;
  close(): void;
}

export function listen(app: Pick<TestApp, 'url'>, auth?: { token: string }): Listener {
  const socket = io(app.url, { transports: ['websocket'], reconnection: false, ...(auth ? { auth } : {}) });
  const log: { name: string; body: unknown; taken: boolean }[] = [];
  const waiting = new Set<() => void>();
  socket.onAny((name: string, body: unknown) => {
    log.push({ name, body, taken: false });
    for (const look of waiting) look();
  });
  return {
    socket,
    heard: name => log.filter(entry => entry.name === name).map(entry => entry.body as Body<typeof name>),
    next: (name, fits = () => true) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const entry = log.find(one => one.name === name && !one.taken && fits(one.body as Body<typeof name>));
          if (!entry) return;
          entry.taken = true;
          waiting.delete(look);
          clearTimeout(timer);
          resolve(entry.body as Body<typeof name>);
        };
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`no ${name} within 20 s; heard ${log.map(entry => entry.name).join(', ') || 'nothing'}`));
        }, 20_000);
        waiting.add(look);
        look();
      }),
    close: () => socket.close(),
  };
}

/** A socket that has registered with its key. */
export async function registered(app: Pick<TestApp, 'url'>, player_key: string): Promise<Listener & { token: string; player_id: number }> {
  const listener = listen(app);
  listener.socket.emit('player_register', { player_key, device_type: 'linux', resolution: '1920x1080', player_version: 'test' });
  const { token, player_id } = await listener.next('register_success');
  return { ...listener, token, player_id };
}
