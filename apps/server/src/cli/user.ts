import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { operations } from '@tvs/protocol';
import type { z } from 'zod';
import { ConfigError } from '../config.ts';
import type { Context } from '../context.ts';
import { migrate } from '../database/migrate.ts';
import { createUsers } from '../features/users/service.ts';
import type { UserViewer } from '../platform/access.ts';
import { withContext } from './context.ts';
import { say } from './run.ts';

const help = `Usage: npm run tvs -- user create --username ana --email ana@example.com [--role manager] [--location 3]…
       npm run tvs -- user password --username ana

  create             adds someone who may sign in
  password           gives a new password and ends every session of theirs
  --role             viewer (default), manager or admin
  --location         id of a location this person sees, with everything below it; may be given several times
  --password-stdin   read the password from standard input; without it one is made and printed once`;

const options = {
  username: { type: 'string' },
  email: { type: 'string' },
  role: { type: 'string' },
  location: { type: 'string', multiple: true },
  'password-stdin': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export async function user(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  if (values.help) return say(help);
  const given = values['password-stdin'] ? (await text(process.stdin)).replace(/\r?\n$/, '') : null;
  const password = given ?? randomBytes(12).toString('base64url');
  const secret = given === null ? `\nPassword, shown once: ${password}` : '';

  if (positionals.join(' ') === 'password') {
    const username = await renew(values.username, password);
    return say(`${username} has a new password; every session has ended.${secret}`);
  }
  if (positionals.join(' ') !== 'create') throw new ConfigError('the commands here are: user create, user password (--help tells more)');
  const { username, email, role, location } = values;
  const body = checked('users.create', { username, email, password, role, location_ids: location?.map(Number) });
  const made = await withContext(async context => {
    await migrate(context.db, context.dialect);
    return createUsers(context).create(await administrator(context), body);
  });
  say(`Made ${made.username}, ${made.role}.${secret}`);
}

async function renew(username: string | undefined, password: string): Promise<string> {
  const body = checked('users.patch', { password });
  return withContext(async context => {
    await migrate(context.db, context.dialect);
    const found = await context.db
      .selectFrom('users')
      .select('id')
      .where('username', '=', username ?? '')
      .executeTakeFirst();
    if (!found) throw new ConfigError(`--username: there is no user ${username ?? 'named'}`);
    return (await createUsers(context).update(await administrator(context), found.id, body)).username;
  });
}

type UserOperation = 'users.create' | 'users.patch';

/** The same rules as through the API. */
function checked<Id extends UserOperation>(operation: Id, body: unknown): z.output<(typeof operations)[Id]['body']> {
  const parsed = operations[operation].body.safeParse(body);
  if (parsed.success) return parsed.data as z.output<(typeof operations)[Id]['body']>;
  const option = (path: PropertyKey[]) => (path[0] === 'location_ids' ? 'location' : path.join('.'));
  throw new ConfigError(parsed.error.issues.map(issue => `--${option(issue.path)}: ${issue.message}`).join('; '));
}

/** In whose name it is done: who can run this could do anything an administrator can. */
async function administrator({ db }: Context): Promise<UserViewer> {
  const first = await db.selectFrom('users').select(['id', 'username']).where('role', '=', 'admin').orderBy('id').executeTakeFirst();
  if (!first) throw new ConfigError('there is no administrator yet: start the server once, it makes the first');
  return { kind: 'user', user_id: first.id, username: first.username, role: 'admin', session: null, until: null, locations: 'all' };
}
