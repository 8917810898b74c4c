import { createHash } from 'node:crypto';
import { createLogger } from '@tvs/server/logging';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Answered, call } from '../support/call.ts';
import { type ApiOperation, operationsOf, readDocument } from '../support/document.ts';
import { player } from '../support/make.ts';
import { registered } from '../support/socket.ts';
import { makeWorld, roles, type World } from '../support/world.ts';
import { subjectOf } from './subjects.ts';

// Every operation, many times over: on a busy machine this takes minutes.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

/** Security row 13: what is secret stands in no answer and in no line of the log, at its most talkative. */

const canary = 'canary-password-that-nobody-may-read';
const lines: string[] = [];
let world: World;
let all: ApiOperation[];
let answers: { operation: ApiOperation; what: string; answer: Answered }[];
/** By what it is. */
let secrets: Record<string, string>;

beforeAll(async () => {
  const log = createLogger({ level: 'trace', folder: null, pretty: false, to: { write: line => void lines.push(line) } });
  world = await makeWorld({ log });
  all = operationsOf(await readDocument(world.app));
  answers = await everything();
  secrets = await allSecrets();
});
afterAll(() => world.app.close());

/** Every operation as every role, well and badly called. */
async function everything() {
  const found: typeof answers = [];
  for (const operation of all) {
    for (const role of roles) {
      const subject = await subjectOf(operation.id, world, role);
      if (typeof subject === 'string') continue;
      const token = subject.token === undefined ? world.tokens[role] : subject.token;
      const ways = {
        well: subject,
        'with a body cut off': { ...subject, body: '{"name": ' },
        'with a wrong body': { ...subject, body: { password: canary, token: canary } },
      };
      for (const [what, sent] of Object.entries(ways)) {
        if (what !== 'well' && operation.method === 'GET') continue;
        found.push({ operation, what: `${what} as ${role}`, answer: await call(world.app, operation, sent, token) });
      }
    }
  }
  return found;
}

async function allSecrets(): Promise<Record<string, string>> {
  const { app, here } = world;
  const { username, id } = await app.user('manager', [here.location.id]);
  await app.ok('PATCH', `/users/${id}`, { password: canary });
  const token = await app.login(username, canary);
  await app.api('POST', '/auth/login', { username, password: `${canary}x` }, null);
  await app.api('PATCH', '/auth/me', { current_password: canary, password: `${canary}2` }, token);
  const made = await player(app, 'Secretive', here.location.id);
  const device = await registered(app, made.player_key);
  device.close();
  const rows = await app.app.context.db.selectFrom('users').select('password_hash').execute();
  return {
    password: canary,
    'a user’s token': token,
    'the administrator’s token': app.token,
    'a player’s key': made.player_key,
    'the hash of a player’s key': createHash('sha256').update(made.player_key).digest('hex'),
    'a player’s token': device.token,
    'the key of tokens': Buffer.from(app.config.jwtKey).toString(),
    'the key of media': Buffer.from(app.config.secretKey).toString(),
    ...Object.fromEntries(rows.slice(0, 50).map(({ password_hash }, i) => [`the hash of password ${i}`, password_hash])),
  };
}

/** What no answer has for anybody. */
const traces: Record<string, RegExp> = {
  'a stack': /\bat (async )?[\w.<>]+ ?\(?[^\s"]+:\d+:\d+|node_modules|node:internal/,
  SQL: /\b(select|insert into|update|delete from)\b[^"]{1,80}\b(from|values|set|where)\b|SQLITE_|ER_[A-Z]{3,}_/i,
  'a hash': /\$argon2|password_hash|player_key_hash|token_hash|token_version|key_version/,
  'a path': /\/(tmp|home|work|root|var|usr)\/|\.ts:\d+/,
};

test('no answer shows a stack, SQL, a path or a hash', () => {
  const { dataDir } = world.app.config;
  const wrong = answers.flatMap(({ operation, what, answer }) =>
    operation.access === 'media' && answer.status === 200
      ? []
      : Object.entries({ ...traces, 'the data folder': new RegExp(dataDir) })
          .filter(([, pattern]) => pattern.test(answer.text + JSON.stringify([...answer.headers])))
          .map(([name]) => `${operation.id} ${what}: ${name} in ${answer.text.slice(0, 300)}`),
  );
  expect(wrong).toEqual([]);
});

/** Where a secret is what was asked for. */
const given: Record<string, RegExp> = {
  'auth.login': /access_token/,
  'players.create': /player_key/,
  'players.renewKey': /player_key/,
  'player.pairing': /pairing_token|player_key/,
};

test('tokens and keys are in the answers that give them, and nowhere else', () => {
  const wrong = answers
    .filter(({ operation, answer }) => !(operation.id in given) && !(operation.access === 'media' && answer.status === 200))
    .filter(({ answer }) => /eyJ[\w-]+\.[\w-]+\.|"(access_token|player_key|pairing_token|password|token)"\s*:/.test(answer.text))
    .map(({ operation, what, answer }) => `${operation.id} ${what}: ${answer.text.slice(0, 300)}`);
  expect(wrong).toEqual([]);
});

test('every answer with a body says what it is, and lets no browser guess or frame it', () => {
  const wrong = answers
    .filter(({ answer }) => answer.text !== '')
    .filter(
      ({ answer: { headers } }) =>
        headers.get('x-content-type-options') !== 'nosniff' || !headers.get('content-type') || !headers.get('content-security-policy'),
    )
    .map(({ operation, what }) => `${operation.id} ${what}`);
  expect(wrong).toEqual([]);
  const problems = answers.filter(({ answer }) => answer.status >= 400);
  expect(
    problems
      .filter(({ answer }) => !answer.headers.get('content-type')?.startsWith('application/problem+json'))
      .map(({ operation }) => operation.id),
  ).toEqual([]);
});

test('no secret is in the log, at its most talkative', () => {
  const log = lines.join('');
  expect(lines.length).toBeGreaterThan(500);
  expect(
    Object.entries(secrets)
      .filter(([, value]) => log.includes(value))
      .map(([name]) => name),
  ).toEqual([]);
  expect(lines.filter(line => /eyJ[\w-]+\.eyJ|\$argon2|[?&]sig=|Bearer /.test(line))).toEqual([]);
  expect(lines.filter(line => /"level":(50|60)/.test(line))).toEqual([]);
});

test('the audit trail keeps no secret', async () => {
  const rows = await world.app.app.context.db.selectFrom('audit_log').selectAll().execute();
  const text = JSON.stringify(rows);
  expect(
    Object.entries(secrets)
      .filter(([, value]) => text.includes(value))
      .map(([name]) => name),
  ).toEqual([]);
  expect(text).not.toMatch(/\$argon2|password_hash|player_key_hash|eyJ[\w-]+\.eyJ/);
});
