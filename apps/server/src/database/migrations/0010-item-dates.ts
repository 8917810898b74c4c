import type { Kysely, Migration } from 'kysely';
import { columns, type Dialect } from './columns.ts';

/** A campaign's items may be valid from a date on, and until one. */
export function itemDates(dialect: Dialect): Migration {
  const c = columns(dialect);
  return {
    async up(db: Kysely<unknown>) {
      await c.add(db, 'campaign_content', 'valid_from', c.ascii(10));
      await c.add(db, 'campaign_content', 'valid_until', c.ascii(10));
    },
  };
}
