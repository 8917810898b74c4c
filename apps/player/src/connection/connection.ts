import type {
  CampaignUpdate,
  PlayerCommand,
  PlayerHeartbeat,
  PlayerRegister,
  PlayerStatusUpdate,
  PlayerToServer,
  ProgrammeUpdate,
  RegisterError,
  RegisterSuccess,
  ServerToPlayer,
} from '@tvs/protocol';
import { io, type Socket } from 'socket.io-client';
import { reconnectDelay, replacedDelay, spreadDelay } from './backoff.ts';

/** How long the server may take to answer a registration, ms. */
const PATIENCE = 10_000;
/** Between two answers to commands, ms: the server hears ten messages a second. */
const PACE = 150;

export interface ConnectionEvents {
  /** `roundTrip` in ms. */
  registered: (answer: RegisterSuccess, roundTrip: number) => void;
  refused: (error: RegisterError) => void;
  programme: (update: ProgrammeUpdate) => void;
  campaign: (update: CampaignUpdate) => void;
  command: (command: PlayerCommand) => void;
  link: (up: boolean) => void;
}

/** The one socket to the server: registers on every connect, comes back for ever. */
export class Connection {
  readonly #socket: Socket<ServerToPlayer, PlayerToServer>;
  readonly #events: ConnectionEvents;
  readonly #describe: () => PlayerRegister;
  #wanted = false;
  #attempt = 0;
  /** Set by what the server said last; else the usual back-off. */
  #nextDelay: number | null = null;
  #askedAt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #answer: ReturnType<typeof setTimeout> | undefined;
  #renewal: ReturnType<typeof setTimeout> | undefined;
  #registered = false;
  /** Another screen has its place: it is not taken back by force. */
  #yields = false;
  /** Answers that wait for their turn, or for the connection; worded when they go. */
  readonly #answers: (() => PlayerStatusUpdate)[] = [];
  #speaking = false;

  constructor(describe: () => PlayerRegister, events: ConnectionEvents) {
    this.#describe = describe;
    this.#events = events;
    this.#socket = io({ path: '/socket.io', transports: ['websocket'], autoConnect: false, reconnection: false, timeout: PATIENCE });
    this.#listen();
    // The network is back: no need to sit out the rest of a long wait.
    addEventListener('online', () => this.#wanted && this.#nextDelay === null && this.#later(Math.random() * 2000));
  }

  open(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#attempt = 0;
    this.#nextDelay = null;
    this.#connect();
  }

  close(): void {
    this.#wanted = false;
    clearTimeout(this.#retry);
    clearTimeout(this.#answer);
    clearTimeout(this.#renewal);
    this.#socket.disconnect();
  }

  /** Says again who this is: renews the token and asks for what is new. */
  register(): void {
    if (!this.#socket.connected) return;
    this.#askedAt = performance.now();
    clearTimeout(this.#answer);
    this.#answer = setTimeout(() => this.#socket.disconnect(), PATIENCE);
    this.#socket.emit('player_register', { ...this.#describe(), yields: this.#yields });
  }

  /** Dropped while there is no connection: the next heartbeat says what is then true. */
  heartbeat(body: PlayerHeartbeat): void {
    if (this.#socket.connected) this.#socket.emit('player_heartbeat', body);
  }

  /** Answers a command, now or as soon as it will be heard. */
  answer(body: () => PlayerStatusUpdate): void {
    this.#answers.push(body);
    this.#speak();
  }

  /** Whether answers wait that could go now. */
  get owesAnswers(): boolean {
    return this.#registered && this.#answers.length > 0;
  }

  #speak(): void {
    const body = this.#registered && !this.#speaking && this.#answers.shift();
    if (!body) return;
    this.#speaking = true;
    this.#socket.emit('player_status_update', body());
    setTimeout(() => {
      this.#speaking = false;
      this.#speak();
    }, PACE);
  }

  #listen(): void {
    const socket = this.#socket;
    const events = this.#events;
    socket.on('connect', () => this.register());
    socket.on('connect_error', () => this.#lost());
    socket.on('disconnect', () => this.#lost());
    socket.on('register_success', answer => {
      clearTimeout(this.#answer);
      this.#attempt = 0;
      this.#nextDelay = null;
      this.#yields = false;
      clearTimeout(this.#renewal);
      this.#renewal = setTimeout(() => this.register(), Math.min(answer.token_expires_in * 800, 2 ** 31 - 1));
      events.registered(answer, performance.now() - this.#askedAt);
      events.link(true);
      this.#registered = true;
      this.#speak();
    });
    socket.on('register_error', error => {
      clearTimeout(this.#answer);
      this.#yields = error.code === 'replaced';
      if (this.#yields) this.#nextDelay = replacedDelay();
      events.refused(error);
      if (this.#wanted) socket.disconnect();
    });
    socket.on('server_closing', ({ reconnect_spread_seconds: seconds }) => {
      this.#nextDelay = spreadDelay(seconds);
    });
    socket.on('programme_update', update => events.programme(update));
    socket.on('campaign_update', update => events.campaign(update));
    socket.on('player_command', command => events.command(command));
  }

  #lost(): void {
    clearTimeout(this.#answer);
    clearTimeout(this.#renewal);
    this.#registered = false;
    this.#events.link(false);
    if (this.#wanted) this.#later(this.#nextDelay ?? reconnectDelay(this.#attempt++));
  }

  #later(ms: number): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#connect(), ms);
  }

  #connect(): void {
    clearTimeout(this.#retry);
    // Only the first try waits as told; should the server still be gone, the usual back-off follows.
    this.#nextDelay = null;
    if (this.#wanted && !this.#socket.connected) this.#socket.connect();
  }
}
