import type { Kysely, Migration } from 'kysely';
import { columns, type Dialect } from './columns.ts';

/** A content whose file does not play everywhere keeps it beside the one that is played. */
export function renditions(dialect: Dialect): Migration {
  const c = columns(dialect);
  return {
    async up(db: Kysely<unknown>) {
      await c.add(db, 'content', 'source_sha256', c.ascii(64));
      await c.add(db, 'content', 'source_size', c.big);
      await c.add(db, 'content', 'source_mime_type', c.ascii(100));
      await c.index(db, 'content_source_sha256', 'content', ['source_sha256']);
    },
  };
}
