import type { AlertKind } from '@tvs/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { insertedId, toJson } from '../../database/columns.ts';
import type { LivePlayer } from '../../platform/presence.ts';
import { createPublishing, type Publishing } from '../../publishing/publishing.ts';
import { type Rig, rig, rows } from '../../publishing/testing.ts';
import { AlertWatch } from './watch.ts';

let it: Rig;
let make: ReturnType<typeof rows>;
let publishing: Publishing;
let watch: AlertWatch;
let live: Map<number, LivePlayer>;
let told: string[];

beforeEach(async () => {
  it = await rig('2026-03-05T12:00:00Z');
  make = rows(it);
  publishing = createPublishing(it.context);
  live = new Map();
  told = [];
  it.context.bus.on('notification', ({ code, params }) => {
    told.push(`${code} ${params.kind} ${params.count}`);
  });
  watch = newWatch();
});
afterEach(async () => {
  await watch.close();
  await publishing.close();
  await it.context.close();
});

const newWatch = () => new AlertWatch(it.context, { publishing, presence: { get: id => live.get(id) } });

/** Starts, and lets the quiet time pass. */
async function begin(): Promise<void> {
  watch.start();
  await watch.settled();
  it.clock.moveTo('2026-03-05T12:02:00Z');
  await watch.settled();
}

async function playersAt(location_id: number, count: number): Promise<number[]> {
  const { db, clock } = it.context;
  const ids: number[] = [];
  for (let i = 0; i < count; i++) {
    const values = {
      name: `Tela ${i}`,
      player_key_hash: `${location_id}-${i}`,
      location_id,
      device_type: 'web',
      system_info: '{}',
      search: '',
      created_at: clock.now(),
      updated_at: clock.now(),
    };
    ids.push(insertedId(await db.insertInto('players').values(values).executeTakeFirstOrThrow()));
  }
  return ids;
}

function say(player_id: number, more: Partial<LivePlayer> = {}): void {
  const standard: LivePlayer = {
    status: 'online',
    playback: 'playing',
    last_seen: it.clock.now(),
    current_campaign_id: null,
    current_content_id: null,
    current_since: null,
    system_info: {},
    player_version: null,
    programme_version: null,
    ip_address: null,
    resolution: null,
    screenshot_at: null,
  };
  live.set(player_id, { ...standard, ...live.get(player_id), last_seen: it.clock.now(), ...more });
  it.context.bus.emit('presence', { player_id });
}

async function open(kind?: AlertKind) {
  let found = it.context.db.selectFrom('alerts').selectAll().where('cleared_at', 'is', null).orderBy('id');
  if (kind) found = found.where('kind', '=', kind);
  return found.execute();
}
const kinds = async () => (await open()).map(row => `${row.kind} ${row.player_id ?? row.content_id ?? row.location_id}`);

/** A place where something is always on. */
async function shop(): Promise<number> {
  const campaign = await make.campaign('Sempre', [await make.content('Cartaz')]);
  return make.location('Loja', { default_campaign_id: campaign });
}

test('a player that never connected counts from when it was made', async () => {
  await playersAt(await shop(), 1);
  await begin();
  it.clock.moveTo('2026-03-05T12:04:59Z');
  await watch.settled();
  expect(await kinds()).toEqual([]);
  it.clock.moveTo('2026-03-05T12:05:00Z');
  await watch.settled();
  expect(await kinds()).toEqual(['player_offline 1']);
});

test('one that comes back clears its alert, which keeps who took care; one that goes again gets a new one', async () => {
  const [id = 0] = await playersAt(await shop(), 1);
  await begin();
  it.clock.moveTo('2026-03-05T12:10:00Z');
  await watch.settled();
  await it.context.db.updateTable('alerts').set({ acknowledged_at: it.clock.now(), acknowledged_by: 1 }).execute();
  say(id);
  await watch.settled();
  expect(await open()).toEqual([]);
  say(id, { status: 'offline' });
  it.clock.moveTo('2026-03-05T12:20:00Z');
  await watch.settled();
  const all = await it.context.db.selectFrom('alerts').selectAll().orderBy('id').execute();
  expect(all).toMatchObject([
    { acknowledged_by: 1, open_key: null, cleared_at: Date.parse('2026-03-05T12:10:00Z') },
    { acknowledged_by: null, open_key: `player_offline:player:${id}`, cleared_at: null },
  ]);
  expect(told).toEqual(['alert_raised player_offline 1', 'alert_cleared player_offline 1', 'alert_raised player_offline 1']);
});

test('what was open before a restart stays, and is not raised again', async () => {
  const location = await shop();
  const [back = 0, away = 0] = await playersAt(location, 2);
  await begin();
  it.clock.moveTo('2026-03-05T12:10:00Z');
  await watch.settled();
  const before = await open();
  await watch.close();
  live.clear();
  watch = newWatch();
  watch.start();
  await watch.settled();
  expect(await open()).toEqual(before);
  say(back);
  await watch.settled();
  it.clock.moveTo('2026-03-05T13:00:00Z');
  await watch.settled();
  expect(await open()).toEqual(before.filter(row => row.player_id === away));
});

test('after a restart, players that were connected have time to come back; who does not is counted from its last word', async () => {
  const [back = 0, away = 0] = await playersAt(await shop(), 2);
  await it.context.db
    .updateTable('players')
    .set({ last_seen: Date.parse('2026-03-05T11:00:00Z') })
    .execute();
  watch.start();
  await watch.settled();
  it.clock.moveTo('2026-03-05T12:01:59Z');
  await watch.settled();
  expect(await kinds()).toEqual([]);
  say(back);
  it.clock.moveTo('2026-03-05T12:02:00Z');
  await watch.settled();
  expect(await kinds()).toEqual([`player_offline ${away}`]);
  expect((await open())[0]?.params).toBe(toJson({ since: '2026-03-05T11:00:00Z' }));
});

test('a player is behind when it holds another version than the newest for too long', async () => {
  const location = await shop();
  const [id = 0] = await playersAt(location, 1);
  const { version } = await publishing.programme(location);
  await begin();
  say(id, { programme_version: version });
  await watch.settled();
  await make.schedule(await make.campaign('Nova'), location);
  it.context.bus.emit('changed', { locations: [location] });
  const { version: newest } = await publishing.programme(location);
  it.context.bus.emit('published', { location_id: location });
  await watch.settled();
  it.clock.moveTo('2026-03-05T12:16:59Z');
  await watch.settled();
  expect(await kinds()).toEqual([]);
  it.clock.moveTo('2026-03-05T12:17:00Z');
  await watch.settled();
  expect(await kinds()).toEqual([`player_behind ${id}`]);
  say(id, { programme_version: newest });
  await watch.settled();
  expect(await kinds()).toEqual([]);
});

test('what its heartbeats measured counts, and still does after a restart', async () => {
  const location = await shop();
  const [id = 0] = await playersAt(location, 1);
  await begin();
  const system_info = { storage_used: 99, storage_quota: 100, clock_ahead_ms: -60_000 };
  say(id, { system_info });
  await watch.settled();
  expect(await kinds()).toEqual([`player_storage ${id}`, `player_clock ${id}`]);
  await watch.close();
  live.clear();
  await it.context.db
    .updateTable('players')
    .set({ system_info: toJson(system_info) })
    .execute();
  watch = newWatch();
  watch.start();
  await watch.settled();
  expect(await kinds()).toEqual([`player_storage ${id}`, `player_clock ${id}`]);
});

test('a content that fails, and one that is removed', async () => {
  const [early, late] = [await make.content('a', { status: 'failed' }), await make.content('b')];
  await begin();
  expect(await kinds()).toEqual([`content_failing ${early}`]);
  await it.context.db.updateTable('content').set({ status: 'failed', status_detail: 'damaged' }).where('id', '=', late).execute();
  it.context.bus.emit('content_progress', { content_id: late, status: 'failed', progress: 1, status_detail: 'damaged' });
  await watch.settled();
  expect(await open()).toMatchObject([{ title: 'a' }, { title: 'b', params: '{"detail":"damaged"}', location_id: null }]);
  await it.context.db.deleteFrom('content').where('id', '=', early).execute();
  it.context.bus.emit('activity', { ...activity, action: 'delete', resource: 'content', resource_id: early });
  await watch.settled();
  expect(await kinds()).toEqual([`content_failing ${late}`]);
});

const activity = { id: 1, at: '', user_id: null, user_name: null, title: '', location_id: null };

describe('a place', () => {
  test('with players and nothing on is empty until something is on, and again when that ends', async () => {
    const location = await make.location('Vazia');
    await make.location('Sem telas');
    await playersAt(location, 1);
    await begin();
    expect(await kinds()).toEqual([`location_empty ${location}`]);
    await make.schedule(await make.campaign('Hoje'), location, { start_time: '09:00', end_time: '09:30' });
    it.context.bus.emit('changed', { locations: [location] });
    await publishing.programme(location);
    // The keeper tells its watchers a moment later.
    await expect
      .poll(async () => {
        await watch.settled();
        return open();
      })
      .toEqual([]);
    it.clock.moveTo('2026-03-05T12:30:00Z');
    await watch.settled();
    expect((await open('location_empty')).map(row => row.location_id)).toEqual([location]);
  });

  test('that inherits a default campaign is not empty while that has something to show', async () => {
    const root = await make.location('Rede');
    const location = await make.location('Loja', { parent_id: root });
    await playersAt(location, 1);
    await begin();
    expect(await kinds()).toEqual([`location_empty ${location}`]);
    await it.context.db
      .updateTable('locations')
      .set({ default_campaign_id: await make.campaign('Padrão', [await make.content('Cartaz')]) })
      .where('id', '=', root)
      .execute();
    it.context.bus.emit('changed', { tree: true });
    await watch.settled();
    expect(await kinds()).toEqual([]);
    await it.context.db.updateTable('content').set({ status: 'failed' }).execute();
    it.context.bus.emit('changed', { contents: [1] });
    await watch.settled();
    expect((await open('location_empty')).map(row => JSON.parse(String(row.params)).campaign)).toEqual(['Padrão']);
  });
});

test('a player that moves takes its alerts along; one that is removed has none', async () => {
  const [here, there] = [await shop(), await shop()];
  const [id = 0] = await playersAt(here, 1);
  await begin();
  it.clock.moveTo('2026-03-05T12:10:00Z');
  await watch.settled();
  await it.context.db.updateTable('players').set({ location_id: there }).execute();
  it.context.bus.emit('changed', { players: [id] });
  await watch.settled();
  expect((await open()).map(row => row.location_id)).toEqual([there]);
  await it.context.db.deleteFrom('players').execute();
  it.context.bus.emit('activity', { ...activity, action: 'delete', resource: 'player', resource_id: id });
  await watch.settled();
  expect(await open()).toEqual([]);
});

test('a rule that is switched off clears what it raised; another limit counts at once', async () => {
  await playersAt(await shop(), 1);
  await begin();
  it.clock.moveTo('2026-03-05T12:10:00Z');
  await watch.settled();
  expect(await kinds()).toEqual(['player_offline 1']);
  const set = async (value: unknown) => {
    await it.context.db.deleteFrom('settings').where('name', '=', 'alerts').execute();
    await it.context.db
      .insertInto('settings')
      .values({ name: 'alerts', value: toJson(value) })
      .execute();
    it.context.bus.emit('changed', { everywhere: true, tree: true });
    await watch.settled();
  };
  await set({ player_offline: { enabled: false } });
  expect(await kinds()).toEqual([]);
  await set({ player_offline: { minutes: 9 } });
  expect(await kinds()).toEqual(['player_offline 1']);
  await set({ player_offline: { minutes: 60 } });
  expect(await kinds()).toEqual([]);
});

test('two servers that see the same raise one alert', async () => {
  await playersAt(await shop(), 3);
  await begin();
  const failed = vi.spyOn(it.context.log, 'error');
  const other = newWatch();
  other.start();
  await other.settled();
  it.clock.moveTo('2026-03-05T12:10:00Z');
  await Promise.all([watch.settled(), other.settled()]);
  await other.close();
  expect(await kinds()).toEqual(['player_offline 1', 'player_offline 2', 'player_offline 3']);
  expect(told).toEqual(['alert_raised player_offline 3']);
  expect(failed).not.toHaveBeenCalled();
});

test('a player that was removed while nobody watched has no alert', async () => {
  await playersAt(await shop(), 2);
  await begin();
  it.clock.moveTo('2026-03-05T12:10:00Z');
  await watch.settled();
  await watch.close();
  await it.context.db.deleteFrom('players').where('id', '=', 1).execute();
  watch = newWatch();
  watch.start();
  await watch.settled();
  expect(await kinds()).toEqual(['player_offline 2']);
});

test('a database that fails is asked again, and nothing is forgotten', async () => {
  await playersAt(await shop(), 2);
  await begin();
  await it.context.db.schema.alterTable('alerts').renameTo('gone').execute();
  it.clock.moveTo('2026-03-05T12:10:00Z');
  await watch.settled();
  await it.context.db.schema.alterTable('gone').renameTo('alerts').execute();
  it.clock.moveTo('2026-03-05T12:10:05Z');
  await watch.settled();
  expect(await kinds()).toEqual(['player_offline 1', 'player_offline 2']);
});

describe('what it costs', () => {
  const statements = async (work: () => void | Promise<void>) => {
    const before = it.statements();
    await work();
    await watch.settled();
    return it.statements() - before;
  };

  test.each([10, 200])('does not grow with the number of players (%i)', async count => {
    const ids = await playersAt(await shop(), count);
    const all = (work: (id: number) => void) => {
      for (const id of ids) work(id);
    };
    // A network that fails as a whole: one look, one write, one message.
    const start = await statements(() => watch.start());
    await statements(() => it.clock.moveTo('2026-03-05T12:02:00Z'));
    const fail = await statements(() => it.clock.moveTo('2026-03-05T12:10:00Z'));
    expect(await open()).toHaveLength(count);
    expect(told).toEqual([`alert_raised player_offline ${count}`]);
    const back = await statements(() => all(id => say(id)));
    expect(await statements(() => all(id => say(id, { playback: 'idle' })))).toBe(0);
    expect(await open()).toHaveLength(0);
    expect({ start, fail, back }).toEqual({ start: 6, fail: 3, back: 1 });
  });

  test('sleeps when nothing is due', async () => {
    const [id = 0] = await playersAt(await shop(), 1);
    await begin();
    say(id);
    await watch.settled();
    it.clock.moveTo('2026-03-05T12:05:00Z');
    await watch.settled();
    expect(it.clock.waiting).toBe(0);
  });
});
