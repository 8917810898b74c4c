import { type CommandEvent, CommandName } from '@tvs/protocol';
import type { Context } from '../context.ts';
import { toJson } from '../database/columns.ts';

/** How long past its expiry a command that was sent may still be answered, ms. */
const answerTime = 60_000;
const page = 200;
/** After a failure of the database, ms. */
const retryAfter = 5_000;

/** Ends commands that nobody took in time, and those that were taken and never answered. Sleeps until the next is due. */
export class CommandExpiry {
  readonly #context: Context;
  #cancel: (() => void) | null = null;
  /** Epoch ms. */
  #wakesAt = Number.POSITIVE_INFINITY;
  #closed = false;

  constructor(context: Context) {
    this.#context = context;
  }

  /** Finds the next that is due and sleeps until then. */
  async arm(): Promise<void> {
    const { db } = this.#context;
    const rows = await db
      .selectFrom('player_commands')
      .select(['status', eb => eb.fn.min('expires_at').as('expires_at')])
      .where('status', 'in', ['queued', 'sent'])
      .groupBy('status')
      .execute();
    this.#sleep(Math.min(...rows.map(row => Number(row.expires_at) + (row.status === 'sent' ? answerTime : 0))));
  }

  close(): void {
    this.#closed = true;
    this.#cancel?.();
  }

  #sleep(until: number): void {
    if (this.#closed || (this.#cancel && until === this.#wakesAt)) return;
    this.#cancel?.();
    this.#cancel = null;
    this.#wakesAt = until;
    if (!Number.isFinite(until)) return;
    this.#cancel = this.#context.clock.at(until, () => {
      this.#cancel = null;
      this.#expire().catch((error: unknown) => {
        this.#context.log.error({ err: error }, 'could not expire commands; trying again');
        this.#sleep(this.#context.clock.now() + retryAfter);
      });
    });
  }

  async #expire(): Promise<void> {
    const now = this.#context.clock.now();
    await this.#end('queued', now, 'expired', null);
    await this.#end('sent', now - answerTime, 'failed', { ok: false, detail: 'no answer' });
    await this.arm();
  }

  async #end(from: 'queued' | 'sent', due: number, to: 'expired' | 'failed', result: CommandEvent['result']): Promise<void> {
    const { db, bus } = this.#context;
    for (let more = true; more && !this.#closed; ) {
      const rows = await db
        .selectFrom('player_commands')
        .select(['id', 'player_id', 'command'])
        .where('status', '=', from)
        .where('expires_at', '<=', due)
        .orderBy('id')
        .limit(page)
        .execute();
      more = rows.length === page;
      for (const row of rows) {
        // One by one and on condition: it may be sent or answered at this very moment, and then that counts.
        const ended = await db
          .updateTable('player_commands')
          .set({ status: to, result: result && toJson(result) })
          .where('id', '=', row.id)
          .where('status', '=', from)
          .executeTakeFirst();
        if (ended.numUpdatedRows !== 1n) continue;
        bus.emit('command', {
          player_id: row.player_id,
          command_id: row.id,
          command: CommandName.parse(row.command),
          status: to,
          result,
        });
      }
    }
  }
}
