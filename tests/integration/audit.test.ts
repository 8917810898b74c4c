import { type AuditEntry, type OperationShape, operations } from '@tvs/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Subject, subjects } from '../contract/subjects.ts';
import { adminPassword } from '../support/app.ts';
import { type Answered, call } from '../support/call.ts';
import { type ApiOperation, operationsOf, readDocument } from '../support/document.ts';
import { campaign, location } from '../support/make.ts';
import { makeWorld, type World } from '../support/world.ts';

/** Operations that are no reading and still leave no entry, each with its reason. */
const unaudited: Partial<Record<string, string>> = {
  'auth.login': 'changes nothing that anyone could look for; failures are counted and limited',
  'schedules.check': 'asks',
  'schedules.impact': 'asks',
  'editorials.preview': 'asks',
  'uploads.options': 'asks',
  'uploads.create': 'a file on its way; the content that it becomes is an entry',
  'uploads.append': 'a part of a file on its way; the content that the last part makes is an entry',
  'uploads.cancel': 'a file that never became a content',
  // It is an entry unless the server is reading the feed at this very moment anyway.
  'editorials.refresh': 'reads the feed now instead of a little later, as the server does by itself',
  'players.sync': 'sends again what the player should have',
  'player.pairing': 'a device without an owner asks for a code; that it was paired is an entry',
  'player.plays': 'a player’s own report, of which there are thousands a day; it is the record itself',
  'player.screenshot': 'a player’s own report; that it was asked for is an entry (the command)',
  'player.log': 'a player’s own report; that it was asked for is an entry (the command)',
};

/** Actions on what is there before and after. */
const changes = ['update', 'draft', 'publish', 'retry', 'acknowledge', 'unacknowledge'];

let world: World;
let writes: ApiOperation[];
const answers: { operation: ApiOperation; subject: Subject; answer: Answered; entries: AuditEntry[] }[] = [];

beforeAll(async () => {
  world = await makeWorld();
  writes = operationsOf(await readDocument(world.app)).filter(({ id }) => (operations[id] as OperationShape).method !== 'GET');
});
afterAll(() => world.app.close());

const isAudited = ({ id }: ApiOperation) => unaudited[id] === undefined;
const read = (query: string) => world.app.ok<{ items: AuditEntry[]; total: number }>('GET', `/audit?${query}`);

/** `null` where it can't be called: that every operation can is for the contract tests to say. */
async function subjectOf({ id }: ApiOperation): Promise<Subject | null> {
  const subject = await Promise.resolve()
    .then(() => subjects[id]?.(world, 'admin') ?? null)
    .catch(() => null);
  // What was never taken can't be taken back.
  if (id === 'alerts.unacknowledge') await world.app.ok('POST', `/dashboard/alerts/${subject?.params?.id}/acknowledge`);
  return subject;
}

/** Who calls: a player what only players may. */
const tokenOf = (operation: ApiOperation, subject: Subject) =>
  subject.token ?? (operation.access === 'player' ? world.tokens.player : world.tokens.admin);

async function entriesOf(request_id: string): Promise<AuditEntry[]> {
  return (await read('per_page=200')).items.filter(entry => entry.request_id === request_id);
}

test('every write leaves one entry with who, what, when, before and after; what leaves none says why', async () => {
  const wrong: string[] = [];
  for (const operation of writes) {
    const subject = await subjectOf(operation);
    if (!subject) continue;
    const answer = await call(world.app, operation, subject, tokenOf(operation, subject));
    if (answer.status >= 300 && isAudited(operation)) wrong.push(`${operation.id}: ${answer.status} ${answer.text.slice(0, 200)}`);
    const entries = await entriesOf(answer.headers.get('x-request-id') ?? '');
    answers.push({ operation, subject, answer, entries });
    const wanted = isAudited(operation) ? 1 : 0;
    if (entries.length !== wanted && operation.id !== 'editorials.refresh')
      wrong.push(`${operation.id}: ${entries.length} entries, not ${wanted}`);
  }
  expect(wrong).toEqual([]);
  expect(answers.length).toBeGreaterThan(writes.length - 5);

  const me = await world.app.ok<{ id: number; username: string }>('GET', '/auth/me');
  for (const { operation, answer, entries } of answers.filter(one => isAudited(one.operation))) {
    const [entry] = entries;
    if (!entry) throw new Error(`${operation.id} has no entry`);
    expect(entry, operation.id).toMatchObject({ user_name: operation.id === 'auth.logout' ? expect.any(String) : me.username });
    // The alerts of this world were raised by hand, without a name.
    if (entry.resource !== 'alert') expect(entry.title, operation.id).not.toBe('');
    expect(Math.abs(Date.parse(entry.at) - world.app.app.context.clock.now()), operation.id).toBeLessThan(60_000);
    const made = answer.status === 201 ? (answer.json as { id?: number }).id : undefined;
    if (made !== undefined && operation.id !== 'players.command') expect(entry.resource_id, operation.id).toBe(made);
    // What is made has no before, what is removed no after; what is changed has both, and they differ.
    if (entry.action === 'delete') expect([entry.before !== null, entry.after], operation.id).toEqual([true, null]);
    else expect(entry.after, operation.id).not.toBeNull();
    if (!changes.includes(entry.action)) continue;
    expect(entry.before, operation.id).not.toBeNull();
    // The order of a single item is the same afterwards.
    if (operation.id !== 'editorials.orderItems') expect(entry.before, operation.id).not.toEqual(entry.after);
  }
});

test('no entry holds a password, its hash, a key or a token', async () => {
  const { items, total } = await read('per_page=200');
  expect(items).toHaveLength(total);
  const kept = JSON.stringify(items);
  expect(kept).not.toMatch(/\$(argon2|scrypt|2[aby]\$)|scrypt|password|player_key|key_hash|eyJ|[?&]sig=/i);
  expect(kept).not.toContain(adminPassword);
  const keys = answers.flatMap(({ answer }) => (answer.json as { player_key?: string } | null)?.player_key ?? []);
  expect(keys.length).toBeGreaterThan(1);
  for (const key of [...keys, world.here.player.player_key]) expect(kept).not.toContain(key);
});

test('a write whose entry can not be kept does not stand, wherever it is made', async () => {
  const { db } = world.app.app.context;
  const stood: string[] = [];
  for (const operation of writes.filter(isAudited)) {
    const subject = await subjectOf(operation);
    if (!subject) continue;
    const before = await state();
    await db.schema.alterTable('audit_log').renameTo('audit_log_gone').execute();
    const answer = await call(world.app, operation, subject, tokenOf(operation, subject)).finally(() =>
      db.schema.alterTable('audit_log_gone').renameTo('audit_log').execute(),
    );
    if (answer.status < 500) stood.push(`${operation.id}: ${answer.status}`);
    if ((await state()) !== before) stood.push(`${operation.id}: something of it was kept`);
  }
  expect(stood).toEqual([]);
});

test('a write that is refused leaves no entry', async () => {
  const { total } = await read('');
  const refused = [
    await world.app.api('PATCH', '/settings', { name: 'Outro', default_campaign_id: 987_654 }),
    await world.app.api('DELETE', `/locations/${world.here.location.id}`),
    await world.app.api('POST', '/locations', { name: 'X', parent_id: 987_654 }),
    await world.app.api('PATCH', `/campaigns/${world.here.campaign.id}`, { name: 'X' }, world.tokens.outsider),
  ];
  expect(refused.map(answer => answer.status)).toEqual([422, 409, 422, 404]);
  expect((await read('')).total).toBe(total);
});

/** Every row of what people write; what sockets, jobs and the watch write by themselves left out. */
async function state(): Promise<string> {
  const { db } = world.app.app.context;
  const all: Record<string, unknown> = {};
  for (const table of await db.introspection.getTables()) {
    if (/^(kysely_|audit_log|alerts$|jobs$|player_pairings$)/.test(table.name)) continue;
    let rows = db.selectFrom(table.name as 'players').selectAll();
    if (table.name === 'players')
      rows = db.selectFrom('players').select(['id', 'name', 'location_id', 'player_key_hash', 'updated_at']) as never;
    all[table.name] = await rows.execute();
  }
  const acknowledged = await db.selectFrom('alerts').select(['id', 'acknowledged_at', 'acknowledged_by']).execute();
  return JSON.stringify({ ...all, acknowledged: acknowledged.filter(row => row.acknowledged_at !== null) });
}

test('administrators find entries by who, what, where and when, and by words without accents', async () => {
  const place = await location(world.app, 'Farmácia Avenida');
  const made = await campaign(world.app, 'Promoção de março', [], { location_id: place.id });
  await world.app.ok('PATCH', `/campaigns/${made.id}`, { priority: 4 });
  const me = await world.app.ok<{ id: number }>('GET', '/auth/me');
  const titles = async (query: string) => (await read(query)).items.map(entry => `${entry.action} ${entry.title}`);
  expect(await titles('q=promocao')).toEqual(['update Promoção de março', 'create Promoção de março']);
  expect(await titles('q=promocao&sort=at')).toEqual(['create Promoção de março', 'update Promoção de março']);
  expect(await titles(`resource=campaign&resource_id=${made.id}&action=update`)).toEqual(['update Promoção de março']);
  expect(await titles(`location_id=${place.id}`)).toHaveLength(3);
  expect(await titles(`location_id=${place.id}&user_id=${me.id + 1000}`)).toEqual([]);
  const [, create] = (await read(`resource=campaign&resource_id=${made.id}`)).items;
  expect(await titles(`resource_id=${made.id}&resource=campaign&to=${create?.at}`)).toEqual([]);
  expect(await titles(`resource_id=${made.id}&resource=campaign&from=${create?.at}`)).toHaveLength(2);
  expect(await read('q=promocao&per_page=1&page=2')).toMatchObject({ total: 2, page: 2, items: [{ action: 'create' }] });
  for (const query of ['sort=title', 'action=Create', 'resource=x y', 'from=yesterday', 'user_id=x', 'other=1'])
    expect([400, 422], query).toContain((await world.app.api('GET', `/audit?${query}`)).status);
  expect((await world.app.api('GET', '/audit?location_id=987654')).status).toBe(404);
});

test('nobody but an administrator reads the audit log', async () => {
  const statuses: Record<string, number> = {};
  for (const role of ['nobody', 'viewer', 'manager', 'player'] as const)
    statuses[role] = (await world.app.api('GET', '/audit', undefined, world.tokens[role])).status;
  expect(statuses).toEqual({ nobody: 401, viewer: 403, manager: 403, player: 403 });
});
