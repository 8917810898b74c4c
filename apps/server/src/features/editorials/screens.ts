import { createHash } from 'node:crypto';
import type { Context } from '../../context.ts';
import type { Db } from '../../database/connection.ts';
import type { AuthoredContents, ContentRow } from '../content/service.ts';
import { type EditorialRow, type ItemRow, loadItems } from './rows.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';

interface State {
  editorial: EditorialRow;
  items: ItemRow[];
  content: ContentRow;
}

/** Each try meets a change made since it began to write; so many in a row do not happen. */
const tries = 10;

/**
 * Brings the file that players hold in line with an editorial's rows. It follows the rows' commit, so a process that ends
 * in between leaves an old file: the next start calls this for all.
 */
export function createScreens(context: Context, authored: AuthoredContents) {
  const { db, clock } = context;

  async function load(trx: Db, id: number): Promise<State | null> {
    const editorial = await trx.selectFrom('editorials').selectAll().where('id', '=', id).executeTakeFirst();
    if (!editorial) return null;
    return { editorial, items: await loadItems(trx, id), content: await authored.row(trx, editorial.content_id) };
  }

  /** Writes the snapshot down unless the rows say something else by now. */
  async function replace({ content }: State, snapshot: Snapshot, id: number, at: number): Promise<boolean> {
    return authored.replacing(content, () =>
      authored.keep(snapshot.bytes, file =>
        context.write(async trx => {
          const now = await load(trx, id);
          if (!now) return true;
          if (!snapshotOf(now.editorial, now.items, at).bytes.equals(snapshot.bytes) || now.content.sha256 !== content.sha256) return false;
          await authored.update(trx, now.content, { ...file, ...snapshot.facts }, clock.now());
          return true;
        }),
      ),
    );
  }

  return {
    /** Tells screens only when what they are to draw has changed. */
    async sync(id: number): Promise<void> {
      for (let attempt = 0; attempt < tries; attempt++) {
        const at = clock.now();
        const state = await load(db, id);
        if (!state) return;
        const snapshot = snapshotOf(state.editorial, state.items, at);
        if (isCurrent(state.content, snapshot)) return;
        if (await replace(state, snapshot, id, at)) {
          authored.tell(state.content.id, snapshot.facts);
          return;
        }
      }
      throw new Error(`editorial ${id} changes faster than it can be written down`);
    },
  };
}

export type Screens = ReturnType<typeof createScreens>;

function isCurrent(content: ContentRow, { bytes, facts }: Snapshot): boolean {
  return (
    content.sha256 === createHash('sha256').update(bytes).digest('hex') &&
    content.title === facts.title &&
    content.duration === facts.duration &&
    content.status === facts.status
  );
}
