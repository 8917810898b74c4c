import type { AuditEntry, SystemSettings } from '@tvs/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { testClock } from '../support/clock.ts';
import { location, player } from '../support/make.ts';
import { registered } from '../support/socket.ts';

const day = 86_400_000;
const clock = testClock('2026-03-05T12:00:00Z');
let app: TestApp;
beforeAll(async () => {
  app = await startApp({ clock, env: { MAX_CONTENT_LENGTH: '1048576' } });
});
afterAll(() => app.close());

const read = () => app.ok<SystemSettings>('GET', '/settings');
const change = (patch: unknown) => app.ok<SystemSettings>('PATCH', '/settings', patch);

test('a patch changes what it names, inside of groups too, and leaves the rest', async () => {
  const before = await read();
  expect(before.limits.max_upload_bytes).toBe(1_048_576);
  const after = await change({ name: 'Rede', alerts: { player_offline: { minutes: 7 } }, retention: { plays_days: 30 } });
  expect(after).toEqual({
    ...before,
    name: 'Rede',
    alerts: { ...before.alerts, player_offline: { enabled: true, minutes: 7 } },
    retention: { ...before.retention, plays_days: 30 },
    updated_at: after.updated_at,
  });
  await change({ alerts: { player_offline: { enabled: false } }, retention: { audit_days: 9 } });
  expect(await read()).toMatchObject({
    alerts: { player_offline: { enabled: false, minutes: 7 } },
    retention: { plays_days: 30, audit_days: 9 },
  });
});

test('each change moves updated_at on, also within one instant', async () => {
  const first = await change({ name: 'Um' });
  const second = await change({ heartbeat_seconds: 20 });
  expect(Date.parse(second.updated_at)).toBeGreaterThan(Date.parse(first.updated_at));
  expect((await read()).updated_at).toBe(second.updated_at);
});

test('what is out of bounds, of the wrong kind or unknown is refused, and nothing of it is kept', async () => {
  const before = await read();
  const bad = [
    { heartbeat_seconds: 4 },
    { default_image_duration: 0 },
    { campaign_change: 'never' },
    { timezone: 'Mars/Olympus' },
    { default_locale: 'de' },
    { name: '' },
    { retention: { plays_days: 0 } },
    { retention: { plays_days: 1.5 } },
    { retention: { everything_days: 1 } },
    { retention: null },
    { alerts: { player_offline: { minutes: 0 } } },
    { alerts: { player_storage: { percent: 51 } } },
    { alerts: { player_clock: { enabled: 1 } } },
    { alerts: { no_such_rule: { enabled: true } } },
    { alerts: { content_failing: { minutes: 1 } } },
    { limits: { max_upload_bytes: 1 } },
    { updated_at: '2026-01-01T00:00:00Z' },
    { write_lock: '2' },
  ];
  for (const body of bad) {
    const { status } = await app.api('PATCH', '/settings', { name: 'Novo', ...body });
    expect([400, 422], JSON.stringify(body)).toContain(status);
  }
  expect((await app.api('PATCH', '/settings', { name: 'Novo', default_campaign_id: 999 })).status).toBe(422);
  expect(await read()).toEqual(before);
});

test('names in the database that this version does not know are left aside', async () => {
  const { db } = app.app.context;
  const before = await read();
  await db.insertInto('settings').values({ name: 'of_another_version', value: '{"a":1}' }).execute();
  await db.deleteFrom('settings').where('name', '=', 'alerts').execute();
  await db
    .insertInto('settings')
    .values({ name: 'alerts', value: '{"old_rule":{"enabled":true},"player_offline":{"minutes":8,"x":1}}' })
    .execute();
  const after = await read();
  expect(after).not.toHaveProperty('of_another_version');
  expect(after.alerts).toEqual({ ...before.alerts, player_offline: { enabled: true, minutes: 8 } });
});

test('players that register are told the new pace', async () => {
  const shop = await location(app, 'Loja');
  const row = await player(app, 'Tela', shop.id);
  await change({ heartbeat_seconds: 45 });
  const device = await registered(app, row.player_key);
  expect(device.heard('register_success')[0]).toMatchObject({ heartbeat_seconds: 45 });
  device.close();
});

test('what is older than it is to be kept is removed once a day, the rest stays', async () => {
  await change({ retention: { plays_days: 10, audit_days: 10, commands_days: 10, alerts_days: 10 } });
  const { db } = app.app.context;
  const shop = await location(app, 'Antiga');
  const screen = await player(app, 'Tela', shop.id);
  const now = clock.now();
  const [old, fresh] = [now - 11 * day, now - 9 * day];
  const play = (seq: number, started_at: number, received_at: number) => ({
    player_id: screen.id,
    seq,
    content_id: 1,
    campaign_id: null,
    schedule_id: null,
    length: 1,
    completed: 1,
    reason: null,
    programme_version: null,
    started_at,
    received_at,
  });
  // More than one statement removes.
  await db
    .insertInto('plays')
    .values(Array.from({ length: 501 }, (_, i) => play(i, old, old)))
    .execute();
  await db
    .insertInto('plays')
    .values([play(1000, fresh, fresh), play(1001, old, fresh)])
    .execute();
  const command = (status: 'queued' | 'done', created_at: number) => ({
    player_id: screen.id,
    command: 'identify',
    params: null,
    result: null,
    created_by: null,
    sent_at: null,
    answered_at: null,
    status,
    created_at,
    expires_at: now + 100 * day,
  });
  await db
    .insertInto('player_commands')
    .values([command('done', old), command('queued', old), command('done', fresh)])
    .execute();
  const alert = (cleared_at: number | null) => ({
    kind: 'player_clock',
    player_id: 999,
    location_id: null,
    content_id: null,
    title: '',
    params: '{}',
    open_key: null,
    raised_at: old,
    acknowledged_at: null,
    acknowledged_by: null,
    cleared_at,
    updated_at: old,
  });
  await db
    .insertInto('alerts')
    .values([alert(old), alert(fresh), alert(null)])
    .execute();
  const entry = (at: number) => ({
    at,
    user_id: null,
    user_name: null,
    action: 'update',
    resource: 'ancient',
    resource_id: null,
    title: '',
    location_id: null,
    before: null,
    after: null,
    request_id: null,
    search: '',
  });
  await db
    .insertInto('audit_log')
    .values([entry(old), entry(fresh)])
    .execute();

  clock.advance(600_000);
  const plays = async () =>
    (await db.selectFrom('plays').select('seq').where('player_id', '=', screen.id).orderBy('seq').execute()).map(row => row.seq);
  const cleaned = async () => (await db.selectFrom('alerts').select('id').where('player_id', '=', 999).execute()).length === 2;
  // Alerts are cleaned last.
  await expect.poll(cleaned, { timeout: 20_000 }).toBe(true);
  expect(await plays()).toEqual([1000, 1001]);
  const left = await db
    .selectFrom('player_commands')
    .select(['status', 'created_at'])
    .where('player_id', '=', screen.id)
    .orderBy('id')
    .execute();
  expect(left).toEqual([
    { status: 'queued', created_at: old },
    { status: 'done', created_at: fresh },
  ]);
  const entries = await app.ok<{ items: AuditEntry[] }>('GET', '/audit?resource=ancient');
  expect(entries.items.map(item => Date.parse(item.at))).toEqual([fresh]);

  // The next day the rest of that age follows.
  app.token = await app.login('admin', 'correct horse battery');
  clock.advance(2 * day);
  await expect.poll(plays, { timeout: 20_000 }).toEqual([]);
});
