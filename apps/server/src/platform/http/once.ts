import type { Selectable } from 'kysely';
import type { Config } from '../../config.ts';
import type { Database } from '../../database/connection.ts';
import type { IdempotencyKeysTable } from '../../database/tables.ts';
import type { Clock } from '../clock.ts';
import { ProblemError, problems } from '../errors.ts';
import type { Logger } from '../logging.ts';
import { requestContext } from '../request-context.ts';
import { keyKept, type Wish } from './idempotency-key.ts';
import { seal, unseal } from './sealed.ts';

/** How long a second sending waits for the first one's answer, ms; after that it is told to come again. */
const patience = 10_000;
/** How long another node may take from its commit to writing down what it answered, ms. */
const settling = 2_000;
/** Longer answers are not kept, characters: a list of some hundred commands. */
const longest = 256 * 1024;

/** An answer as it goes out. */
export interface Answer {
  status: number;
  /** JSON. */
  text: string;
}

type Row = Selectable<IdempotencyKeysTable>;

/** Thrown inside the change's transaction: another has made it meanwhile. */
class DoneAlready extends Error {}

/**
 * A database whose changes are made once for one `Idempotency-Key`: the key is written in the transaction of the request's
 * first change, so that both stand or fall together, also when the server is killed.
 */
export function onceForKey(write: Database['write'], clock: Clock): Database['write'] {
  return async work => {
    const wish = requestContext.getStore()?.wish;
    if (!wish || wish.kept) return write(work);
    const result = await write(async trx => {
      const now = clock.now();
      const row = await trx.selectFrom('idempotency_keys').select(['id', 'created_at']).where('name', '=', wish.name).executeTakeFirst();
      if (row && row.created_at > now - keyKept) throw new DoneAlready();
      if (row) await trx.deleteFrom('idempotency_keys').where('id', '=', row.id).execute();
      wish.about = null;
      const made = await work(trx);
      const { resource = null, id: resource_id = null } = wish.about ?? ({} as { resource?: string; id?: number });
      await trx
        .insertInto('idempotency_keys')
        .values({ name: wish.name, says: wish.says, resource, resource_id, status: null, answer: null, created_at: now })
        .execute();
      return made;
    });
    wish.kept = true;
    return result;
  };
}

export type Once = ReturnType<typeof createOnce>;

/** Answers keyed requests: does what is new, and says again what was answered. */
export function createOnce({ db, clock, config, log }: Pick<Database, 'db'> & { clock: Clock; config: Config; log: Logger }) {
  /** Those this process works on, by name; as many as there are requests. */
  const underWay = new Map<string, Promise<void>>();

  async function find({ name }: Wish): Promise<Row | null> {
    const row = await db
      .selectFrom('idempotency_keys')
      .selectAll()
      .where('name', '=', name)
      .where('created_at', '>', clock.now() - keyKept)
      .executeTakeFirst();
    return row ?? null;
  }

  /** What was answered; else, when that is lost, what shows it now. Throws 422 when the key stood for something else. */
  async function again(wish: Wish, found: Row, show: (id: number) => Promise<Answer | null>): Promise<Answer> {
    if (found.says !== wish.says)
      throw problems.keyReused('This Idempotency-Key was sent with another body before. Send what is new with a new key.');
    let row: Row | null = found;
    for (let waited = 0; row && row.status === null && waited < settling && clock.now() - row.created_at < settling; waited += 100) {
      await new Promise(resolve => setTimeout(resolve, 100));
      row = await find(wish);
    }
    const { status, answer, resource, resource_id } = row ?? found;
    const text = answer === null ? null : unseal(answer, wish.opener, config.secretKey);
    if (status !== null && text !== null) return { status, text };
    const shown = resource_id === null ? null : await show(resource_id);
    if (shown) return shown;
    const what = resource === null ? '' : ` (${resource}${resource_id === null ? '' : ` ${resource_id}`})`;
    throw problems.answerLost(`This was done under this key${what}, but its answer was lost and can not be given again.`);
  }

  async function keep({ name, opener }: Wish, { status, text }: Answer): Promise<void> {
    if (text.length > longest) return;
    const answer = seal(text, opener, config.secretKey);
    // It is done and said all the same: whoever asks again is shown what came of it.
    await db
      .updateTable('idempotency_keys')
      .set({ status, answer })
      .where('name', '=', name)
      .execute()
      .catch((error: unknown) => log.warn({ err: error }, 'an answer could not be kept for its Idempotency-Key'));
  }

  /** Until nobody here works on the same; throws 409 when that takes too long. */
  async function turn(name: string): Promise<void> {
    const until = Date.now() + patience;
    for (let first = underWay.get(name); first; first = underWay.get(name)) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<'late'>(resolve => {
        timer = setTimeout(resolve, Math.max(0, until - Date.now()), 'late');
      });
      const came = await Promise.race([first, late]);
      clearTimeout(timer);
      if (came === 'late') throw problems.underWay('The first request with this key is still under way.', { retry_after: 5 });
    }
  }

  /**
   * @param work does it, and says the answer
   * @param show says what came of it, by the id of what it was about; `null` where that can not say it
   * @throws ProblemError 409 `under_way` and `answer_lost`, 422 `key_reused`, and what `work` throws, which is not kept
   */
  return async (wish: Wish, work: () => Promise<Answer>, show: (id: number) => Promise<Answer | null>) => {
    await turn(wish.name);
    let done = () => {};
    underWay.set(wish.name, new Promise(resolve => (done = resolve)));
    try {
      const before = await find(wish);
      if (before) return { ...(await again(wish, before, shownOrNull(show))), replayed: true };
      const answer = await work();
      if (wish.kept) await keep(wish, answer);
      return { ...answer, replayed: false };
    } catch (error) {
      // Another node was faster.
      const row = error instanceof DoneAlready ? await find(wish) : null;
      if (!row) throw error;
      return { ...(await again(wish, row, shownOrNull(show))), replayed: true };
    } finally {
      underWay.delete(wish.name);
      done();
    }
  };
}

/** What was made may be gone again, or no longer the caller's to see. */
function shownOrNull(show: (id: number) => Promise<Answer | null>): typeof show {
  return async id => {
    try {
      return await show(id);
    } catch (error) {
      if (error instanceof ProblemError && error.status < 500) return null;
      throw error;
    }
  };
}
