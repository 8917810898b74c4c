import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface Line {
  port: number;
  /** Hears what goes there and what comes back; `true` breaks the line at this place, before it is passed on. */
  watch(watcher: ((way: 'there' | 'back', bytes: Buffer) => boolean) | null): void;
  /** Nothing is let through, and what is open breaks. */
  down(): void;
  up(): void;
  /** It stays open, and nothing goes through any more. */
  hold(): void;
  /** Connections that are open. */
  open(): number;
  close(): Promise<void>;
}

/** A TCP line to a port of this machine that breaks when a test says so. */
export async function lineTo(target: number): Promise<Line> {
  const open = new Set<Socket>();
  let isUp = true;
  let isHeld = false;
  let watcher: Parameters<Line['watch']>[0] = null;
  const server = createServer(caller => {
    if (!isUp) return void caller.destroy();
    const called = connect(target, '127.0.0.1');
    const both = [caller, called];
    open.add(caller);
    const end = () => {
      open.delete(caller);
      for (const socket of both) socket.destroy();
    };
    const pass = (way: 'there' | 'back', from: Socket, to: Socket) => {
      from.on('data', (bytes: Buffer) => {
        if (isHeld) return;
        if (watcher?.(way, bytes)) return end();
        if (!to.write(bytes)) {
          from.pause();
          to.once('drain', () => from.resume());
        }
      });
    };
    pass('there', caller, called);
    pass('back', called, caller);
    for (const socket of both) socket.on('error', end).on('close', end);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: address.port,
    watch: next => {
      watcher = next;
    },
    down() {
      isUp = false;
      cut();
    },
    up() {
      isUp = true;
      isHeld = false;
    },
    hold() {
      isHeld = true;
    },
    open: () => open.size,
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
