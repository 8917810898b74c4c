import type { PlayerToServer } from '@tvs/protocol';
import type { z } from 'zod';
import type { Logger } from '../platform/logging.ts';
import type { TvsSocket } from './types.ts';

/** Messages at once, and then per second: a player says one or two a second at most. */
const burst = 60;
const perSecond = 10;
/** What is thrown away before the socket is. */
const patience = 300;
/** Messages that wait for the one before them. */
const longestQueue = 100;

/**
 * A socket's messages, one after the other: each is checked by its schema, awaited, and its failure caught. A socket
 * that sends more than its budget is not heard, and closed if it goes on.
 */
export class Inbox {
  readonly #socket: TvsSocket;
  readonly #log: Logger;
  #tail: Promise<void> = Promise.resolve();
  #waiting = 0;
  #tokens = burst;
  #refilledAt = performance.now();
  /** Messages that did not fit their schema or the budget. */
  ignored = 0;

  constructor(socket: TvsSocket, log: Logger) {
    this.#socket = socket;
    this.#log = log;
    socket.use((_packet, next) => {
      if (this.#withinBudget()) next();
      else this.#ignore('flood');
    });
  }

  /** Hears one event. `failed` is told what could not be read (`invalid`) or broke here (`server_error`). */
  on<Body>(
    event: keyof PlayerToServer,
    schema: z.ZodType<Body>,
    handle: (body: Body) => Promise<void>,
    failed?: (code: 'invalid' | 'server_error', detail: string) => void,
  ): void {
    this.#socket.on(event, (raw: unknown) => {
      const parsed = schema.safeParse(raw);
      if (!parsed.success) {
        this.#ignore('invalid', event);
        failed?.(
          'invalid',
          parsed.error.issues
            .map(issue => `${issue.path.join('.') || 'body'}: ${issue.message}`)
            .join('; ')
            .slice(0, 500),
        );
        return;
      }
      this.#waiting++;
      if (this.#waiting > longestQueue) this.#socket.disconnect(true);
      this.#tail = this.#tail
        .then(() => (this.#socket.connected ? handle(parsed.data) : undefined))
        .catch((error: unknown) => {
          this.#log.error({ err: error, event, player_id: this.#socket.data.session?.player.id }, 'a message of a player failed');
          failed?.('server_error', 'Something went wrong here; try again.');
        })
        .finally(() => {
          this.#waiting--;
        });
    });
  }

  #withinBudget(): boolean {
    const now = performance.now();
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#refilledAt) / 1000) * perSecond);
    this.#refilledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }

  #ignore(why: 'flood' | 'invalid', event?: string): void {
    this.ignored++;
    // The first is worth a line, the thousandth is not.
    if (this.ignored === 1 || this.ignored % 100 === 0)
      this.#log.warn({ why, event, ignored: this.ignored, player_id: this.#socket.data.session?.player.id }, 'a message is ignored');
    if (this.ignored > patience) this.#socket.disconnect(true);
  }
}
