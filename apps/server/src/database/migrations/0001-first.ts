import type { Kysely, Migration } from 'kysely';
import { columns, type Dialect } from './columns.ts';

/** Every table of the original's models, with what the wire adds. */
export function first(dialect: Dialect): Migration {
  const c = columns(dialect);
  return {
    async up(db: Kysely<unknown>) {
      await c
        .id(c.table(db, 'locations'))
        .addColumn('name', c.text(200), col => col.notNull())
        .addColumn('parent_id', c.big, col => col.references('locations.id').onDelete('restrict'))
        .addColumn('timezone', c.ascii(64))
        .addColumn('address', c.text(500))
        .addColumn('default_campaign_id', c.big)
        .addColumn('created_at', c.big, col => col.notNull())
        .addColumn('updated_at', c.big, col => col.notNull())
        .execute();

      await c
        .id(c.table(db, 'users'))
        .addColumn('username', c.text(80), col => col.notNull().unique())
        .addColumn('email', c.text(120), col => col.notNull().unique())
        .addColumn('password_hash', c.ascii(255), col => col.notNull())
        .addColumn('role', c.ascii(20), col => col.notNull())
        .addColumn('token_version', c.int, col => col.notNull().defaultTo(1))
        .addColumn('locale', c.ascii(10))
        .addColumn('theme', c.ascii(10), col => col.notNull().defaultTo('auto'))
        .addColumn('created_at', c.big, col => col.notNull())
        .addColumn('updated_at', c.big, col => col.notNull())
        .execute();

      await c
        .table(db, 'user_locations')
        .addColumn('user_id', c.big, col => col.notNull())
        .addColumn('location_id', c.big, col => col.notNull())
        .addPrimaryKeyConstraint('user_locations_pk', ['user_id', 'location_id'])
        .addForeignKeyConstraint('user_locations_user', ['user_id'], 'users', ['id'], fk => fk.onDelete('cascade'))
        .addForeignKeyConstraint('user_locations_location', ['location_id'], 'locations', ['id'], fk => fk.onDelete('cascade'))
        .execute();

      await c
        .id(c.table(db, 'content'))
        .addColumn('title', c.text(200), col => col.notNull())
        .addColumn('description', c.long)
        .addColumn('type', c.ascii(20), col => col.notNull())
        .addColumn('filename', c.text(255), col => col.notNull())
        .addColumn('sha256', c.ascii(64), col => col.notNull())
        .addColumn('file_size', c.big, col => col.notNull())
        .addColumn('mime_type', c.ascii(100), col => col.notNull())
        .addColumn('thumbnail_sha256', c.ascii(64))
        .addColumn('duration', c.real)
        .addColumn('width', c.int)
        .addColumn('height', c.int)
        .addColumn('status', c.ascii(20), col => col.notNull())
        .addColumn('status_detail', c.long)
        .addColumn('metadata', c.long, col => col.notNull())
        .addColumn('tags', c.long, col => col.notNull())
        .addColumn('search', c.long, col => col.notNull())
        .addColumn('created_by', c.big)
        .addColumn('created_at', c.big, col => col.notNull())
        .addColumn('updated_at', c.big, col => col.notNull())
        .addForeignKeyConstraint('content_created_by', ['created_by'], 'users', ['id'], fk => fk.onDelete('set null'))
        .execute();
      await c.index(db, 'content_type', 'content', ['type', 'created_at']);
      await c.index(db, 'content_created_at', 'content', ['created_at']);
      await c.index(db, 'content_sha256', 'content', ['sha256']);
      await c.index(db, 'content_thumbnail', 'content', ['thumbnail_sha256']);

      await c
        .id(c.table(db, 'campaigns'))
        .addColumn('name', c.text(200), col => col.notNull())
        .addColumn('description', c.long)
        .addColumn('location_id', c.big)
        .addColumn('priority', c.int, col => col.notNull())
        .addColumn('is_active', c.flag, col => col.notNull())
        .addColumn('start_date', c.ascii(10))
        .addColumn('end_date', c.ascii(10))
        .addColumn('draft', c.long)
        .addColumn('draft_updated_at', c.big)
        .addColumn('search', c.long, col => col.notNull())
        .addColumn('created_by', c.big)
        .addColumn('created_at', c.big, col => col.notNull())
        .addColumn('updated_at', c.big, col => col.notNull())
        .addForeignKeyConstraint('campaigns_location', ['location_id'], 'locations', ['id'], fk => fk.onDelete('restrict'))
        .addForeignKeyConstraint('campaigns_created_by', ['created_by'], 'users', ['id'], fk => fk.onDelete('set null'))
        .execute();
      await c.index(db, 'campaigns_updated_at', 'campaigns', ['updated_at']);

      await c
        .table(db, 'campaign_content')
        .addColumn('campaign_id', c.big, col => col.notNull())
        .addColumn('position', c.int, col => col.notNull())
        .addColumn('content_id', c.big, col => col.notNull())
        .addColumn('duration', c.real)
        .addColumn('fit', c.ascii(10), col => col.notNull())
        .addColumn('muted', c.flag, col => col.notNull())
        .addPrimaryKeyConstraint('campaign_content_pk', ['campaign_id', 'position'])
        .addForeignKeyConstraint('campaign_content_campaign', ['campaign_id'], 'campaigns', ['id'], fk => fk.onDelete('cascade'))
        .addForeignKeyConstraint('campaign_content_content', ['content_id'], 'content', ['id'], fk => fk.onDelete('restrict'))
        .execute();
      await c.index(db, 'campaign_content_by_content', 'campaign_content', ['content_id']);

      await c
        .id(c.table(db, 'schedules'))
        .addColumn('campaign_id', c.big, col => col.notNull())
        .addColumn('location_id', c.big)
        .addColumn('start_date', c.ascii(10), col => col.notNull())
        .addColumn('end_date', c.ascii(10))
        .addColumn('start_time', c.ascii(5))
        .addColumn('end_time', c.ascii(5))
        .addColumn('days_of_week', c.long)
        .addColumn('is_active', c.flag, col => col.notNull())
        .addColumn('priority', c.int, col => col.notNull())
        .addColumn('recurrence_rule', c.long)
        .addColumn('created_by', c.big)
        .addColumn('created_at', c.big, col => col.notNull())
        .addColumn('updated_at', c.big, col => col.notNull())
        .addForeignKeyConstraint('schedules_campaign', ['campaign_id'], 'campaigns', ['id'], fk => fk.onDelete('restrict'))
        .addForeignKeyConstraint('schedules_location', ['location_id'], 'locations', ['id'], fk => fk.onDelete('restrict'))
        .addForeignKeyConstraint('schedules_created_by', ['created_by'], 'users', ['id'], fk => fk.onDelete('set null'))
        .execute();
      await c.index(db, 'schedules_by_location', 'schedules', ['location_id', 'end_date']);

      await c
        .id(c.table(db, 'players'))
        .addColumn('name', c.text(100), col => col.notNull())
        .addColumn('player_key_hash', c.ascii(64), col => col.notNull().unique())
        .addColumn('key_version', c.int, col => col.notNull().defaultTo(1))
        .addColumn('location_id', c.big, col => col.notNull())
        .addColumn('device_type', c.ascii(20), col => col.notNull())
        .addColumn('ip_address', c.ascii(45))
        .addColumn('mac_address', c.ascii(17))
        .addColumn('resolution', c.ascii(20))
        .addColumn('status', c.ascii(20), col => col.notNull().defaultTo('offline'))
        .addColumn('playback', c.ascii(20))
        .addColumn('last_seen', c.big)
        .addColumn('current_campaign_id', c.big)
        .addColumn('current_content_id', c.big)
        .addColumn('system_info', c.long, col => col.notNull())
        .addColumn('player_version', c.text(40))
        .addColumn('programme_version', c.ascii(64))
        .addColumn('search', c.long, col => col.notNull())
        .addColumn('created_at', c.big, col => col.notNull())
        .addColumn('updated_at', c.big, col => col.notNull())
        .addForeignKeyConstraint('players_location', ['location_id'], 'locations', ['id'], fk => fk.onDelete('restrict'))
        .execute();
      await c.index(db, 'players_by_location', 'players', ['location_id', 'name']);
    },
  };
}
