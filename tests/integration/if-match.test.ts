import type { Campaign, Problem } from '@tvs/protocol';
import { operations } from '@tvs/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { testClock } from '../support/clock.ts';

let app: TestApp;
// The clock stands still: two changes in one millisecond must still look different.
beforeAll(async () => {
  app = await startApp({ clock: testClock(Date.now()) });
});
afterAll(() => app.close());

async function call<T>(method: string, path: string, body: unknown, tag?: string) {
  const response = await fetch(`${app.url}/api${path}`, {
    method,
    headers: {
      authorization: `Bearer ${app.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(tag === undefined ? {} : { 'if-match': tag }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, tag: response.headers.get('etag') ?? '', body: (text ? JSON.parse(text) : undefined) as T };
}

const subjects: Record<string, () => Promise<{ path: string; patch: object }>> = {
  users: async () => ({ path: `/users/${(await app.user('viewer')).id}`, patch: { role: 'viewer' } }),
  locations: async () => ({ path: `/locations/${(await made('/locations', { name: 'Savassi' })).id}`, patch: { address: 'Rua 1' } }),
  campaigns: async () => ({ path: `/campaigns/${(await made('/campaigns', { name: 'Inverno' })).id}`, patch: { priority: 2 } }),
  players: async () => {
    const location_id = (await made('/locations', { name: 'Vitrine' })).id;
    return { path: `/players/${(await made('/players', { name: 'Tela', location_id })).id}`, patch: { name: 'Tela 2' } };
  },
  schedules: async () => {
    const campaign_id = (await made('/campaigns', { name: 'Verão' })).id;
    const schedule = await made('/schedules', { campaign_id, location_id: null, start_date: '2026-01-01', allow_conflicts: true });
    return { path: `/schedules/${schedule.id}`, patch: { priority: 3, allow_conflicts: true } };
  },
};
const made = (path: string, body: object) => app.ok<{ id: number }>('POST', path, body);

describe.each(Object.entries(subjects))('%s', (_, subject) => {
  test('tell their version, and refuse a change made on an older one', async () => {
    const { path, patch } = await subject();
    const first = await call('GET', path, undefined);
    if (first.status !== 404) expect(first.tag).toMatch(/^"\w+"$/);
    const tag = first.tag || (await call('PATCH', path, patch)).tag;
    const mine = await call('PATCH', path, patch, tag);
    expect([mine.status, mine.tag === tag]).toEqual([200, false]);
    const theirs = await call<Problem>('PATCH', path, patch, tag);
    expect([theirs.status, theirs.body.code]).toEqual([412, 'stale']);
    expect((await call('DELETE', path, undefined, tag)).status).toBe(412);
    expect((await call('PATCH', path, patch, '*')).status).toBe(200);
    const latest = await call('PATCH', path, patch);
    expect((await call('PATCH', path, patch, `"x", ${latest.tag}`)).status).toBe(200);
    expect((await call('DELETE', path, undefined, (await call('PATCH', path, patch)).tag)).status).toBe(204);
  });
});

test('of many who change the same version at once exactly one goes through', async () => {
  const { path } = await (subjects.campaigns as NonNullable<typeof subjects.campaigns>)();
  const { tag } = await call('GET', path, undefined);
  const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => call<Campaign>('PATCH', path, { name: `Nome ${i}` }, tag)));
  expect(answers.map(answer => answer.status).sort((a, b) => a - b)).toEqual([200, ...Array(7).fill(412)]);
  const kept = await call<Campaign>('GET', path, undefined);
  expect(kept.body.name).toBe(answers.find(answer => answer.status === 200)?.body.name);
});

test('drafts and publishing count as changes', async () => {
  const { path } = await (subjects.campaigns as NonNullable<typeof subjects.campaigns>)();
  const { tag } = await call('GET', path, undefined);
  const draft = await call('PUT', `${path}/draft`, { items: [] }, tag);
  expect(draft.status).toBe(200);
  expect((await call('PUT', `${path}/draft`, { items: [] }, tag)).status).toBe(412);
  expect((await call('POST', `${path}/publish`, undefined, tag)).status).toBe(412);
  expect((await call('POST', `${path}/publish`, undefined, draft.tag)).status).toBe(200);
});

test('the own profile has a version too', async () => {
  const { tag } = await call('GET', '/auth/me', undefined);
  expect((await call('PATCH', '/auth/me', { theme: 'dark' }, tag)).status).toBe(200);
  expect((await call('PATCH', '/auth/me', { theme: 'light' }, tag)).status).toBe(412);
});

test('the settings have one version for all of them', async () => {
  const { tag } = await call('GET', '/settings', undefined);
  expect((await call('PATCH', '/settings', { name: 'Rede' }, tag)).status).toBe(200);
  expect((await call('PATCH', '/settings', { heartbeat_seconds: 20 }, tag)).status).toBe(412);
});

test('no operation that changes something named lacks it', () => {
  const without = Object.entries(operations)
    .filter(([, operation]) => /PATCH|PUT|DELETE/.test(operation.method) && !('versioned' in operation) && !('consumes' in operation))
    .map(([id]) => id);
  // An upload has its offset, which says the same.
  expect(without).toEqual(['uploads.cancel']);
});
