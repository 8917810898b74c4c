import type { ServerToConsole } from '@tvs/protocol';
import type { Socket } from 'socket.io-client';
import { serverNow } from '../../lib/serverClock.ts';

/** `asking`: there is no line, but the server answers, and is asked now and then. */
export type Live = 'connecting' | 'live' | 'lost' | 'asking';
type Name = keyof ServerToConsole;
type Heard = { [K in Name]: Set<ServerToConsole[K]> };

/** How long a broken connection may last before the page speaks of it: a reconnect within it goes unnoticed. */
const patience = 1500;
/** How long the first one may take, ms. */
const firstPatience = 6000;

/** The console's one socket: says whether the server is there and hands its events to whoever listens. */
export class LiveConnection {
  #socket: Socket<ServerToConsole, Record<string, never>> | null = null;
  #state: Live = 'connecting';
  #since = serverNow();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #spread = 0;
  #closed = false;
  #times = 0;
  readonly #refused: () => void;
  readonly #watchers = new Set<() => void>();
  readonly #heard: Heard = {
    notification: new Set(),
    player_status: new Set(),
    player_status_update: new Set(),
    content_progress: new Set(),
    activity: new Set(),
    server_closing: new Set(),
  };

  /** `refused` hears that the server closed the line or didn't open it: maybe the token doesn't count any more. */
  constructor(refused: () => void) {
    this.#refused = refused;
  }

  async open(token: () => string | null): Promise<void> {
    this.#later(firstPatience);
    const { io } = await import('socket.io-client');
    if (this.#closed) return;
    const socket: Socket<ServerToConsole, Record<string, never>> = io({
      path: '/socket.io',
      transports: ['websocket'],
      auth: send => send({ token: token() }),
      reconnectionDelay: 1000,
      reconnectionDelayMax: 10_000,
      randomizationFactor: 0.5,
    });
    this.#socket = socket;
    socket.on('connect', () => {
      this.#times += 1;
      this.#set('live');
    });
    socket.on('disconnect', reason => {
      this.#later();
      // The server closed it on purpose: socket.io leaves coming back to us.
      if (reason !== 'io server disconnect') return;
      this.#refused();
      setTimeout(() => socket.connect(), 1000 + Math.random() * this.#spread * 1000);
    });
    socket.on('connect_error', () => {
      this.#later();
      // A refused handshake isn't tried again by socket.io itself.
      if (socket.active) return;
      this.#refused();
      setTimeout(() => socket.connect(), 5000);
    });
    socket.on('server_closing', body => {
      this.#spread = body.reconnect_spread_seconds;
    });
    for (const name of Object.keys(this.#heard) as Name[]) this.#forward(socket, name);
  }

  #forward<K extends Name>(socket: Socket<ServerToConsole, Record<string, never>>, name: K): void {
    const handlers = this.#heard[name] as Set<(body: unknown) => void>;
    const listen = socket.on.bind(socket) as unknown as (event: string, handler: (body: unknown) => void) => void;
    listen(name, body => {
      for (const handler of handlers) handler(body);
    });
  }

  /** Whether the server answered, asked by other ways while there is no line. */
  answered(does: boolean): void {
    if (this.#state === 'lost' && does) this.#set('asking');
    else if (this.#state === 'asking' && !does) this.#set('lost');
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#socket?.disconnect();
    this.#socket = null;
  }

  /** Tries at once instead of waiting for the next attempt. */
  retry(): void {
    this.#socket?.disconnect().connect();
  }

  on<K extends Name>(name: K, handler: ServerToConsole[K]): () => void {
    this.#heard[name].add(handler);
    return () => {
      this.#heard[name].delete(handler);
    };
  }

  readonly state = (): Live => this.#state;
  /** How often the line was opened: what happened before the last time was not heard. */
  readonly times = (): number => this.#times;
  /** Since when the state is what it is, epoch ms. */
  readonly since = (): number => this.#since;
  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  #later(wait = patience): void {
    if (this.#state === 'lost' || this.#state === 'asking' || this.#timer) return;
    this.#timer = setTimeout(() => this.#set('lost'), wait);
  }

  #set(state: Live): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (state !== this.#state) this.#since = serverNow();
    this.#state = state;
    for (const watcher of this.#watchers) watcher();
  }
}
