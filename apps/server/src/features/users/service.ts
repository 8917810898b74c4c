import type { operations, User } from '@tvs/protocol';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { containing, insertedId } from '../../database/columns.ts';
import type { Db } from '../../database/connection.ts';
import { countOf, paged } from '../../database/paging.ts';
import type { UserViewer } from '../../platform/access.ts';
import { changedAt, iso } from '../../platform/clock.ts';
import { notFound, problems, rule } from '../../platform/errors.ts';
import { record } from '../audit/service.ts';
import { requireGoodPassword } from './password-rules.ts';
import { hashPassword, passwordFits } from './passwords.ts';

export { hashPassword, passwordFits, requireGoodPassword };

type Query = z.output<(typeof operations)['users.list']['query']>;
type Create = z.output<(typeof operations)['users.create']['body']>;
type Patch = z.output<(typeof operations)['users.patch']['body']> & {
  locale?: 'pt-BR' | 'en' | null | undefined;
  theme?: 'light' | 'dark' | 'auto' | undefined;
};

export type Users = ReturnType<typeof createUsers>;

/** Users as they are shown, in two queries. */
export async function loadUsers(db: Db, ids: readonly number[]): Promise<User[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('users')
    .select(['id', 'username', 'email', 'role', 'locale', 'theme', 'created_at', 'updated_at'])
    .where('id', 'in', ids)
    .execute();
  const places = await db
    .selectFrom('user_locations')
    .select(['user_id', 'location_id'])
    .where('user_id', 'in', ids)
    .orderBy('location_id')
    .execute();
  return rows.map(row => ({
    id: row.id,
    username: row.username,
    email: row.email,
    role: row.role,
    location_ids: places.filter(place => place.user_id === row.id).map(place => place.location_id),
    locale: row.locale === 'pt-BR' || row.locale === 'en' ? row.locale : null,
    theme: row.theme === 'light' || row.theme === 'dark' ? row.theme : 'auto',
    created_at: iso(row.created_at),
    updated_at: iso(row.updated_at),
  }));
}

/** People who may sign in. */
export function createUsers(context: Context) {
  const { db, clock, bus } = context;

  async function requireFree(trx: Db, field: 'username' | 'email', value: string, except: number | null): Promise<void> {
    const other = await trx.selectFrom('users').select('id').where(field, '=', value).executeTakeFirst();
    if (other && other.id !== except) throw problems.taken(`This ${field} is taken.`, { errors: [{ path: field, message: 'is taken' }] });
  }

  async function requireOtherAdmin(trx: Db, id: number): Promise<void> {
    const other = await trx.selectFrom('users').select('id').where('role', '=', 'admin').where('id', '!=', id).executeTakeFirst();
    if (!other) throw problems.conflict('The last administrator can not be removed or lose the role.');
  }

  async function setLocations(trx: Db, user_id: number, location_ids: readonly number[]): Promise<void> {
    const wanted = [...new Set(location_ids)];
    const known = wanted.length === 0 ? [] : await trx.selectFrom('locations').select('id').where('id', 'in', wanted).execute();
    if (known.length < wanted.length) throw rule('location_ids', 'names a location that does not exist');
    await trx.deleteFrom('user_locations').where('user_id', '=', user_id).execute();
    if (wanted.length > 0) {
      await trx
        .insertInto('user_locations')
        .values(wanted.map(location_id => ({ user_id, location_id })))
        .execute();
    }
  }

  async function one(trx: Db, id: number): Promise<User> {
    const [user] = await loadUsers(trx, [id]);
    if (!user) throw notFound('user', id);
    return user;
  }

  return {
    async list(query: Query) {
      let rows = db.selectFrom('users');
      if (query.role) rows = rows.where('role', '=', query.role);
      // Both are kept in lower case.
      const like = query.q ? containing(query.q) : null;
      if (like) rows = rows.where(sql<boolean>`(username like ${like} escape '!' or email like ${like} escape '!')`);
      const ids = (await paged(rows.select('id'), query, 'users').execute()).map(row => row.id);
      const users = new Map((await loadUsers(db, ids)).map(user => [user.id, user]));
      const items = ids.flatMap(id => users.get(id) ?? []);
      return { items, page: query.page, per_page: query.per_page, total: await countOf(rows.select('id')) };
    },

    get: (id: number) => one(db, id),

    async create(viewer: UserViewer, body: Create): Promise<User> {
      const now = clock.now();
      await requireGoodPassword(body.password, body);
      const password_hash = await hashPassword(body.password);
      const { user, told } = await context.write(async trx => {
        await requireFree(trx, 'username', body.username, null);
        await requireFree(trx, 'email', body.email.toLowerCase(), null);
        const row = { username: body.username, email: body.email.toLowerCase(), role: body.role, password_hash, locale: null };
        const result = await trx
          .insertInto('users')
          .values({ ...row, created_at: now, updated_at: now })
          .executeTakeFirstOrThrow();
        const id = insertedId(result);
        await setLocations(trx, id, body.location_ids);
        const user = await one(trx, id);
        return {
          user,
          told: await record(trx, bus, {
            at: now,
            viewer,
            action: 'create',
            resource: 'user',
            resource_id: id,
            title: user.username,
            after: user,
          }),
        };
      });
      told();
      return user;
    },

    /** A new password, role or set of locations ends every earlier session of the user. */
    async update(viewer: UserViewer, id: number, { password, location_ids, ...fields }: Patch): Promise<User> {
      const now = clock.now();
      if (password !== undefined) {
        const { username, email } = await one(db, id);
        await requireGoodPassword(password, { username: fields.username ?? username, email: fields.email ?? email });
      }
      const password_hash = password === undefined ? undefined : await hashPassword(password);
      const { user, told, revoked } = await context.write(async trx => {
        const before = await one(trx, id);
        if (fields.username !== undefined) await requireFree(trx, 'username', fields.username, id);
        if (fields.email !== undefined) fields.email = fields.email.toLowerCase();
        if (fields.email !== undefined) await requireFree(trx, 'email', fields.email, id);
        if (before.role === 'admin' && fields.role !== undefined && fields.role !== 'admin') await requireOtherAdmin(trx, id);
        const revoked = password_hash !== undefined || (fields.role !== undefined && fields.role !== before.role);
        await trx
          .updateTable('users')
          .set(eb => ({
            ...fields,
            ...(password_hash ? { password_hash } : {}),
            ...(revoked ? { token_version: eb('token_version', '+', 1) } : {}),
            updated_at: changedAt(now, before),
          }))
          .where('id', '=', id)
          .execute();
        if (location_ids) await setLocations(trx, id, location_ids);
        const user = await one(trx, id);
        const told = await record(trx, bus, {
          at: now,
          viewer,
          action: 'update',
          resource: 'user',
          resource_id: id,
          title: user.username,
          before,
          after: user,
        });
        return { user, told, revoked: revoked || location_ids !== undefined };
      });
      told();
      if (revoked) bus.emit('user_revoked', { user_id: id });
      return user;
    },

    async remove(viewer: UserViewer, id: number): Promise<void> {
      const now = clock.now();
      const told = await context.write(async trx => {
        const before = await one(trx, id);
        if (before.role === 'admin') await requireOtherAdmin(trx, id);
        await trx.deleteFrom('users').where('id', '=', id).execute();
        return record(trx, bus, { at: now, viewer, action: 'delete', resource: 'user', resource_id: id, title: before.username, before });
      });
      told();
      bus.emit('user_revoked', { user_id: id });
    },
  };
}
