import type { Config } from '../config.ts';
import { pendingMigrations } from '../database/migrate.ts';
import { type Expected, takeInventory } from '../media/inventory.ts';
import { openStore } from '../media/store/open.ts';
import { withContext } from './context.ts';

const named = 10;

/** Whether every file that contents use is there, whole, and used. Throws when one is missing or damaged. */
export async function checkLibrary(config: Config, thorough: boolean): Promise<string> {
  return withContext(async ({ db, dialect }) => {
    if ((await pendingMigrations(db, dialect)).length > 0) return 'is looked at when the schema is the newest';
    const columns = ['id', 'title', 'sha256', 'file_size', 'source_sha256', 'source_size', 'thumbnail_sha256'] as const;
    const expected: Expected[] = [];
    for (const row of await db.selectFrom('content').select(columns).execute()) {
      const user = `content ${row.id} (${row.title})`;
      expected.push({ sha256: row.sha256, size: row.file_size, user });
      if (row.source_sha256) expected.push({ sha256: row.source_sha256, size: row.source_size, user: `the original of ${user}` });
      if (row.thumbnail_sha256) expected.push({ sha256: row.thumbnail_sha256, size: null, user: `the thumbnail of ${user}` });
    }
    const store = await openStore(config.media);
    const { files, bytes, missing, damaged, orphaned } = await takeInventory(store, expected, thorough, Date.now());
    const wrong = [list('missing', missing), list('damaged', damaged)].filter(Boolean);
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    const unused = orphaned.length > 0 ? `; ${orphaned.length} are used by nothing, such as ${orphaned[0]}` : '';
    return `${files} files, ${(bytes / 2 ** 30).toFixed(2)} GiB, all there${thorough ? ' and whole' : ''}${unused}`;
  }, config);
}

function list(what: string, files: readonly Expected[]): string {
  if (files.length === 0) return '';
  const more = files.length > named ? ` and ${files.length - named} more` : '';
  return `${files.length} ${what}: ${files
    .slice(0, named)
    .map(file => file.user)
    .join(', ')}${more}`;
}
