import { type Kysely, type Migration, sql } from 'kysely';
import { columns, type Dialect } from './columns.ts';

/** What hangs on players and what the house needs: commands, pairing, receipts, plays, alerts, audit, jobs. */
export function aroundPlayers(dialect: Dialect): Migration {
  const c = columns(dialect);
  return {
    async up(db: Kysely<unknown>) {
      await c
        .id(c.table(db, 'player_commands'))
        .addColumn('player_id', c.big, col => col.notNull())
        .addColumn('command', c.ascii(20), col => col.notNull())
        .addColumn('params', c.long)
        .addColumn('status', c.ascii(10), col => col.notNull())
        .addColumn('result', c.long)
        .addColumn('created_by', c.big)
        .addColumn('created_at', c.big, col => col.notNull())
        .addColumn('expires_at', c.big, col => col.notNull())
        .addColumn('sent_at', c.big)
        .addColumn('answered_at', c.big)
        .addForeignKeyConstraint('player_commands_player', ['player_id'], 'players', ['id'], fk => fk.onDelete('cascade'))
        .execute();
      await c.index(db, 'player_commands_open', 'player_commands', ['player_id', 'status']);
      await c.index(db, 'player_commands_due', 'player_commands', ['status', 'expires_at']);

      await c
        .id(c.table(db, 'player_pairings'))
        .addColumn('code', c.ascii(6), col => col.notNull().unique())
        .addColumn('token_hash', c.ascii(64), col => col.notNull().unique())
        .addColumn('device_type', c.ascii(20), col => col.notNull())
        .addColumn('resolution', c.ascii(20))
        .addColumn('ip_address', c.ascii(45))
        .addColumn('player_id', c.big)
        .addColumn('created_at', c.big, col => col.notNull())
        .addColumn('expires_at', c.big, col => col.notNull())
        .addForeignKeyConstraint('player_pairings_player', ['player_id'], 'players', ['id'], fk => fk.onDelete('cascade'))
        .execute();

      await c
        .table(db, 'receipts')
        .addColumn('player_id', c.big, col => col.notNull())
        .addColumn('programme_version', c.ascii(64), col => col.notNull())
        .addColumn('received_at', c.big)
        .addColumn('downloaded_at', c.big)
        .addColumn('on_screen_at', c.big)
        .addPrimaryKeyConstraint('receipts_pk', ['player_id', 'programme_version'])
        .addForeignKeyConstraint('receipts_player', ['player_id'], 'players', ['id'], fk => fk.onDelete('cascade'))
        .execute();

      // Plays outlive what they name: no foreign keys, proof of play stays when a campaign goes.
      await c
        .id(c.table(db, 'plays'))
        .addColumn('player_id', c.big, col => col.notNull())
        .addColumn('seq', c.big, col => col.notNull())
        .addColumn('content_id', c.big, col => col.notNull())
        .addColumn('campaign_id', c.big)
        .addColumn('schedule_id', c.big)
        .addColumn('started_at', c.big, col => col.notNull())
        .addColumn('length', c.big, col => col.notNull())
        .addColumn('completed', c.flag, col => col.notNull())
        .addColumn('reason', c.ascii(20))
        .addColumn('programme_version', c.ascii(64))
        .addColumn('received_at', c.big, col => col.notNull())
        .addUniqueConstraint('plays_once', ['player_id', 'seq'])
        .execute();
      await c.index(db, 'plays_by_time', 'plays', ['started_at']);

      await c
        .id(c.table(db, 'editorials'))
        .addColumn('name', c.text(200), col => col.notNull())
        .addColumn('kind', c.ascii(20), col => col.notNull())
        .addColumn('feed_url', c.long)
        .addColumn('config', c.long, col => col.notNull())
        .addColumn('created_by', c.big)
        .addColumn('created_at', c.big, col => col.notNull())
        .addColumn('updated_at', c.big, col => col.notNull())
        .execute();

      await c
        .id(c.table(db, 'editorial_items'))
        .addColumn('editorial_id', c.big, col => col.notNull())
        .addColumn('position', c.int, col => col.notNull())
        .addColumn('title', c.long, col => col.notNull())
        .addColumn('body', c.long)
        .addColumn('link', c.long)
        .addColumn('published_at', c.big)
        .addColumn('expires_at', c.big)
        .addColumn('created_at', c.big, col => col.notNull())
        .addForeignKeyConstraint('editorial_items_editorial', ['editorial_id'], 'editorials', ['id'], fk => fk.onDelete('cascade'))
        .execute();

      await c
        .id(c.table(db, 'cast_devices'))
        .addColumn('name', c.text(200), col => col.notNull())
        .addColumn('host', c.ascii(255), col => col.notNull())
        .addColumn('port', c.int, col => col.notNull())
        .addColumn('location_id', c.big)
        .addColumn('last_seen', c.big)
        .addColumn('created_at', c.big, col => col.notNull())
        .execute();

      await c
        .id(c.table(db, 'alerts'))
        .addColumn('kind', c.ascii(40), col => col.notNull())
        .addColumn('player_id', c.big)
        .addColumn('location_id', c.big)
        .addColumn('content_id', c.big)
        .addColumn('params', c.long, col => col.notNull())
        .addColumn('raised_at', c.big, col => col.notNull())
        .addColumn('acknowledged_at', c.big)
        .addColumn('acknowledged_by', c.big)
        .addColumn('cleared_at', c.big)
        .execute();

      await c
        .id(c.table(db, 'audit_log'))
        .addColumn('at', c.big, col => col.notNull())
        .addColumn('user_id', c.big)
        .addColumn('user_name', c.text(120))
        .addColumn('action', c.ascii(40), col => col.notNull())
        .addColumn('resource', c.ascii(40), col => col.notNull())
        .addColumn('resource_id', c.big)
        .addColumn('title', c.text(200), col => col.notNull())
        .addColumn('location_id', c.big)
        .addColumn('before', c.long)
        .addColumn('after', c.long)
        .addColumn('request_id', c.ascii(64))
        .execute();
      await c.index(db, 'audit_log_at', 'audit_log', ['at']);

      await c
        .table(db, 'settings')
        .addColumn('name', c.ascii(60), col => col.primaryKey())
        .addColumn('value', c.long, col => col.notNull())
        .execute();

      // What `write` locks on MySQL, so that changes which look before they write go one at a time.
      const lock = await sql`select name from settings where name = 'write_lock'`.execute(db);
      if (lock.rows.length === 0) await sql`insert into settings (name, value) values ('write_lock', '1')`.execute(db);

      await c
        .id(c.table(db, 'jobs'))
        .addColumn('kind', c.ascii(40), col => col.notNull())
        .addColumn('payload', c.long, col => col.notNull())
        .addColumn('status', c.ascii(10), col => col.notNull().defaultTo('waiting'))
        .addColumn('attempts', c.int, col => col.notNull().defaultTo(0))
        .addColumn('error', c.long)
        .addColumn('created_at', c.big, col => col.notNull())
        .addColumn('updated_at', c.big, col => col.notNull())
        .execute();
      await c.index(db, 'jobs_open', 'jobs', ['status', 'id']);
    },
  };
}
