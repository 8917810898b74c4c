import type { Location, Problem } from '@tvs/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { campaign, location, player, schedule } from '../support/make.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

test('a location inherits zone and default campaign from the nearest above that has one', async () => {
  const shown = await campaign(app, 'Sempre');
  const root = await location(app, 'Rede', { timezone: 'America/Manaus', default_campaign_id: shown.id });
  const store = await location(app, 'Loja', { parent_id: root.id });
  const other = await location(app, 'Outra');
  expect(store).toMatchObject({ timezone: null, effective_timezone: 'America/Manaus', effective_default_campaign_id: shown.id });
  expect(other).toMatchObject({ effective_timezone: 'America/Sao_Paulo', effective_default_campaign_id: null });
});

test('a location can not become its own ancestor', async () => {
  const a = await location(app, 'A');
  const b = await location(app, 'B', { parent_id: a.id });
  const c = await location(app, 'C', { parent_id: b.id });
  for (const parent_id of [a.id, b.id, c.id]) {
    const { status, body } = await app.api<Problem>('PATCH', `/locations/${a.id}`, { parent_id });
    expect(status).toBe(422);
    expect(body.errors?.[0]?.path).toBe('parent_id');
  }
  expect((await app.ok<Location>('GET', `/locations/${a.id}`)).parent_id).toBeNull();
});

test('a location in use is not removed, and the answer names what stands on it', async () => {
  const root = await location(app, 'Cheia');
  const child = await location(app, 'Filha', { parent_id: root.id });
  const screen = await player(app, 'Tela', root.id);
  const shown = await campaign(app, 'Na cheia');
  const planned = await schedule(app, shown.id, root.id);
  const { status, body } = await app.api<Problem>('DELETE', `/locations/${root.id}`);
  expect(status).toBe(409);
  expect(body.used_by?.map(use => [use.resource, use.id])).toEqual([
    ['location', child.id],
    ['player', screen.id],
    ['schedule', planned.id],
  ]);
  expect((await app.api('DELETE', `/locations/${child.id}`)).status).toBe(204);
});

test('a manager sees and touches only the own places and what lies below', async () => {
  const root = await location(app, 'Grupo');
  const mine = await location(app, 'Minha', { parent_id: root.id });
  const below = await location(app, 'Andar', { parent_id: mine.id });
  const theirs = await location(app, 'Alheia', { parent_id: root.id });
  const foreign = await player(app, 'Tela alheia', theirs.id);
  const own = await player(app, 'Tela minha', below.id);
  const { token } = await app.user('manager', [mine.id]);

  const seen = await app.ok<{ items: Location[] }>('GET', '/locations', undefined, token);
  expect(new Set(seen.items.map(item => item.id))).toEqual(new Set([mine.id, below.id]));
  expect((await app.api('GET', `/locations/${theirs.id}`, undefined, token)).status).toBe(404);
  expect((await app.api('GET', `/players/${foreign.id}`, undefined, token)).status).toBe(404);
  expect((await app.api('PATCH', `/players/${foreign.id}`, { name: 'x' }, token)).status).toBe(404);
  expect((await app.api('POST', `/players/${foreign.id}/command`, { command: 'play' }, token)).status).toBe(404);
  expect((await app.api('PATCH', `/players/${own.id}`, { location_id: theirs.id }, token)).status).toBe(422);
  expect((await app.api('PATCH', `/players/${own.id}`, { name: 'Renomeada' }, token)).status).toBe(200);
  expect((await app.api('POST', '/locations', { name: 'Nova' }, token)).status).toBe(403);
  const listed = await app.ok<{ items: { id: number }[]; total: number }>('GET', '/players', undefined, token);
  expect(listed).toMatchObject({ total: 1, items: [{ id: own.id }] });

  const shared = await campaign(app, 'De todos');
  const hidden = await campaign(app, 'De outra loja', [], { location_id: theirs.id });
  const asked = `/campaigns?ids=${shared.id},${hidden.id}`;
  expect(await app.ok('GET', asked, undefined, token)).toMatchObject({ total: 1, items: [{ id: shared.id }] });
  expect(await app.ok('GET', asked)).toMatchObject({ total: 2 });
  const body = { campaign_id: shared.id, start_date: '2026-01-01' };
  expect((await app.api('POST', '/schedules', { ...body, location_id: null }, token)).status).toBe(403);
  expect((await app.api('POST', '/schedules', { ...body, location_id: theirs.id }, token)).status).toBe(422);
  expect((await app.api('POST', '/schedules', { ...body, location_id: below.id }, token)).status).toBe(201);
});

test('a viewer reads and writes nothing', async () => {
  const place = await location(app, 'Vitrine');
  const screen = await player(app, 'Tela vista', place.id);
  const { token } = await app.user('viewer', [place.id]);
  expect((await app.api('GET', `/players/${screen.id}`, undefined, token)).status).toBe(200);
  for (const [method, path] of [
    ['POST', '/campaigns'],
    ['PATCH', `/players/${screen.id}`],
    ['DELETE', `/players/${screen.id}`],
    ['POST', `/players/${screen.id}/command`],
    ['POST', '/content/upload'],
    ['PATCH', '/settings'],
    ['GET', '/users'],
  ] as const) {
    expect((await app.api(method, path, method === 'GET' ? undefined : {}, token)).status, `${method} ${path}`).toBe(403);
  }
});
