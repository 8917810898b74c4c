import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { operations } from '@tvs/protocol';
import { ConfigError } from '../config.ts';
import type { Context } from '../context.ts';
import { migrate } from '../database/migrate.ts';
import { createUsers } from '../features/users/service.ts';
import type { UserViewer } from '../platform/access.ts';
import { withContext } from './context.ts';
import { say } from './run.ts';

const help = `Usage: npm run tvs -- user create --username ana --email ana@example.com [--role manager] [--location 3]…

  --role             viewer (default), manager or admin
  --location         id of a location this person sees, with everything below it; may be given several times
  --password-stdin   read the password from standard input; without it one is made and printed once`;

export async function user(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      username: { type: 'string' },
      email: { type: 'string' },
      role: { type: 'string' },
      location: { type: 'string', multiple: true },
      'password-stdin': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return say(help);
  if (positionals.join(' ') !== 'create') throw new ConfigError('the only command here is: user create (--help tells more)');

  const given = values['password-stdin'] ? (await text(process.stdin)).replace(/\r?\n$/, '') : null;
  const password = given ?? randomBytes(12).toString('base64url');
  const parsed = operations['users.create'].body.safeParse({
    username: values.username,
    email: values.email,
    password,
    role: values.role,
    location_ids: values.location?.map(Number),
  });
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues
        .map(issue => `--${issue.path[0] === 'location_ids' ? 'location' : issue.path.join('.')}: ${issue.message}`)
        .join('; '),
    );
  }
  const made = await withContext(async context => {
    await migrate(context.db, context.dialect);
    return createUsers(context).create(await administrator(context), parsed.data);
  });
  say(`Made ${made.username}, ${made.role}.${given === null ? `\nPassword, shown once: ${password}` : ''}`);
}

/** In whose name it is done: who can run this could do anything an administrator can. */
async function administrator({ db }: Context): Promise<UserViewer> {
  const first = await db.selectFrom('users').select(['id', 'username']).where('role', '=', 'admin').orderBy('id').executeTakeFirst();
  if (!first) throw new ConfigError('there is no administrator yet: start the server once, it makes the first');
  return { kind: 'user', user_id: first.id, username: first.username, role: 'admin', locations: 'all' };
}
