import type { Kysely, Migration } from 'kysely';
import { columns, type Dialect } from './columns.ts';

/**
 * Editorials with their content, the state of their feeds, and what tells items apart. No version before this one wrote
 * to the two tables, so they are made anew: the same on both databases, and good to be run again.
 */
export function editorials(dialect: Dialect): Migration {
  const c = columns(dialect);
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.dropTable('editorial_items').ifExists().execute();
      await db.schema.dropTable('editorials').ifExists().execute();

      await c
        .id(c.table(db, 'editorials'))
        .addColumn('name', c.text(200), col => col.notNull())
        .addColumn('kind', c.ascii(20), col => col.notNull())
        .addColumn('feed_url', c.long)
        .addColumn('config', c.long, col => col.notNull())
        .addColumn('content_id', c.big, col => col.notNull())
        .addColumn('feed_etag', c.long)
        .addColumn('feed_last_modified', c.long)
        .addColumn('feed_fetched_at', c.big)
        .addColumn('feed_next_at', c.big)
        .addColumn('feed_error', c.long)
        .addColumn('feed_failures', c.int, col => col.notNull().defaultTo(0))
        .addColumn('search', c.long, col => col.notNull())
        .addColumn('created_by', c.big)
        .addColumn('created_at', c.big, col => col.notNull())
        .addColumn('updated_at', c.big, col => col.notNull())
        .addUniqueConstraint('editorials_one_content', ['content_id'])
        .addForeignKeyConstraint('editorials_content', ['content_id'], 'content', ['id'], fk => fk.onDelete('restrict'))
        .addForeignKeyConstraint('editorials_created_by', ['created_by'], 'users', ['id'], fk => fk.onDelete('set null'))
        .execute();
      await c.index(db, 'editorials_due', 'editorials', ['feed_next_at']);

      await c
        .id(c.table(db, 'editorial_items'))
        .addColumn('editorial_id', c.big, col => col.notNull())
        .addColumn('position', c.int, col => col.notNull())
        .addColumn('guid', c.ascii(64))
        .addColumn('title', c.long, col => col.notNull())
        .addColumn('body', c.long)
        .addColumn('link', c.long)
        .addColumn('published_at', c.big)
        .addColumn('expires_at', c.big)
        .addColumn('created_at', c.big, col => col.notNull())
        .addColumn('updated_at', c.big, col => col.notNull())
        .addForeignKeyConstraint('editorial_items_editorial', ['editorial_id'], 'editorials', ['id'], fk => fk.onDelete('cascade'))
        .execute();
      await c.index(db, 'editorial_items_order', 'editorial_items', ['editorial_id', 'position']);
      await c.index(db, 'editorial_items_expiring', 'editorial_items', ['expires_at']);
    },
  };
}
