import { type CommandEvent, CommandName, type CommandParams } from '@tvs/protocol';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { fromJson, toJson } from '../database/columns.ts';
import type { Session, Sessions } from './sessions.ts';

/** Read at once; a player that was away for long has more. */
const page = 100;

/**
 * Takes commands from the database to the players, in order and at most once each: a command is marked as sent before it
 * goes, so that whatever happens then, it does not go twice.
 */
export class Commands {
  readonly #context: Context;
  readonly #sessions: Sessions;
  /** Deliveries under way, by player: the order of commands is the order of their ids. */
  readonly #delivering = new Map<number, Promise<void>>();

  constructor(context: Context, sessions: Sessions) {
    this.#context = context;
    this.#sessions = sessions;
  }

  /** Sends what waits for the player, if it is connected here. */
  deliver(player_id: number): Promise<void> {
    const turn = (this.#delivering.get(player_id) ?? Promise.resolve()).then(() => this.#deliver(player_id));
    const settled = turn
      .catch(() => undefined)
      .then(() => {
        if (this.#delivering.get(player_id) === settled) this.#delivering.delete(player_id);
      });
    this.#delivering.set(player_id, settled);
    return turn;
  }

  /** A player's answer to a command that was sent to it; the first counts, others are ignored. */
  async answer(player_id: number, command_id: number, result: NonNullable<CommandEvent['result']>): Promise<void> {
    const { db, clock, bus } = this.#context;
    const status = result.ok ? 'done' : 'failed';
    const updated = await db
      .updateTable('player_commands')
      .set({ status, result: toJson(result), answered_at: clock.now() })
      .where('id', '=', command_id)
      .where('player_id', '=', player_id)
      .where('status', '=', 'sent')
      .executeTakeFirst();
    if (updated.numUpdatedRows !== 1n) return;
    const { command } = await db.selectFrom('player_commands').select('command').where('id', '=', command_id).executeTakeFirstOrThrow();
    bus.emit('command', { player_id, command_id, command: CommandName.parse(command), status, result });
  }

  async #deliver(player_id: number): Promise<void> {
    for (let more = true; more; ) {
      const session = this.#sessions.ready(player_id);
      if (!session) return;
      const waiting = await this.#context.db
        .selectFrom('player_commands')
        .select(['id', 'command', 'params'])
        .where('player_id', '=', player_id)
        .where('status', '=', 'queued')
        .where('expires_at', '>', this.#context.clock.now())
        .orderBy('id')
        .limit(page)
        .execute();
      more = waiting.length === page;
      for (const row of waiting) if (!(await this.#send(session, row))) return;
    }
  }

  /** Whether the socket was still there. */
  async #send(session: Session, row: { id: number; command: string; params: string | null }): Promise<boolean> {
    const { db, clock, bus } = this.#context;
    if (!session.socket.connected || !this.#sessions.isCurrent(session)) return false;
    const now = clock.now();
    const marked = await db
      .updateTable('player_commands')
      .set({ status: 'sent', sent_at: now })
      .where('id', '=', row.id)
      .where('status', '=', 'queued')
      .where('expires_at', '>', now)
      .executeTakeFirst();
    if (marked.numUpdatedRows !== 1n) return true;
    const command = CommandName.parse(row.command);
    session.socket.emit('player_command', { id: row.id, command, params: fromJson<z.infer<typeof CommandParams>>(row.params) });
    bus.emit('command', { player_id: session.player.id, command_id: row.id, command, status: 'sent', result: null });
    return true;
  }
}
