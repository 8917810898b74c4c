import type { Play, PlayerDetail, PlayReceipt, Problem } from '@tvs/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { campaign, content, location, picture } from '../support/make.ts';
import { deliver, play, type Screen, screen, type WirePlay } from '../support/plays.ts';

let app: TestApp;
let shop: { id: number };
let other: { id: number };
const screens: Screen[] = [];

beforeAll(async () => {
  app = await startApp();
  shop = await location(app, 'Loja');
  other = await location(app, 'Outra');
});
afterAll(async () => {
  for (const each of screens) each.close();
  await app.close();
});

async function newScreen(name = 'Tela', location_id = shop.id): Promise<Screen> {
  const made = await screen(app, name, location_id);
  screens.push(made);
  return made;
}

const listed = async (id: number, query = '', token?: string) =>
  app.ok<{ items: Play[]; next: string | null }>('GET', `/players/${id}/plays${query}`, undefined, token);
const stored = (id: number) => app.app.context.db.selectFrom('plays').selectAll().where('player_id', '=', id).orderBy('seq').execute();

describe('a delivery', () => {
  test('is stored, and the answer names what may be deleted', async () => {
    const one = await newScreen();
    const receipt = await deliver(app, one, [play(3), play(1), play(2), play(7)]);
    expect(receipt).toEqual({
      accepted: 4,
      duplicates: 0,
      stored: [
        [1, 3],
        [7, 7],
      ],
      conflicts: [],
      next_seq: 8,
    });
    expect((await stored(one.id)).map(row => row.seq)).toEqual([1, 2, 3, 7]);
  });

  test('that comes again is stored once, also when half of it is new or it names a play twice', async () => {
    const one = await newScreen();
    const plays = [play(1), play(2)];
    await deliver(app, one, plays);
    const half = await deliver(app, one, [...plays, play(3), play(3)]);
    expect(half).toEqual({ accepted: 1, duplicates: 3, stored: [[1, 3]], conflicts: [], next_seq: 4 });
    const same = await deliver(app, one, plays);
    expect(same).toMatchObject({ accepted: 0, duplicates: 2, stored: [[1, 2]], conflicts: [] });
    expect((await stored(one.id)).map(row => row.seq)).toEqual([1, 2, 3]);
  });

  test('is stored once under parallel retries that overlap', async () => {
    const one = await newScreen();
    const plays = Array.from({ length: 300 }, (_, index) => play(index + 1, { content_id: 1 + (index % 7) }));
    const windows = Array.from({ length: 40 }, (_, index) => {
      const from = (index * 53) % 200;
      const part = plays.slice(from, from + 100);
      return index % 2 ? part : [...part].reverse();
    });
    const receipts = await Promise.all([plays, ...windows].map(part => deliver(app, one, part)));
    const rows = await stored(one.id);
    expect(rows.map(row => row.seq)).toEqual(plays.map(each => each.seq));
    expect(rows.map(row => row.content_id)).toEqual(plays.map(each => each.content_id));
    expect(receipts.reduce((sum, receipt) => sum + receipt.accepted, 0)).toBe(300);
    expect(receipts.every(receipt => receipt.conflicts.length === 0)).toBe(true);
  });

  test('among many others at the same moment is answered with its own count', async () => {
    const many = await Promise.all(Array.from({ length: 12 }, (_, index) => newScreen(`Tela ${index}`)));
    const plays = (count: number) => Array.from({ length: count }, (_, index) => play(index + 1));
    // Every third has delivered two of them before.
    await Promise.all(many.filter((_, index) => index % 3 === 0).map(each => deliver(app, each, plays(2))));
    const receipts = await Promise.all(many.map((each, index) => deliver(app, each, plays(3 + index))));
    expect(receipts.map(({ accepted, duplicates, next_seq }) => [accepted, duplicates, next_seq])).toEqual(
      many.map((_, index) => (index % 3 === 0 ? [1 + index, 2, 4 + index] : [3 + index, 0, 4 + index])),
    );
  });

  test('under a number that another play has is not thrown away as a duplicate: the player is told to renumber', async () => {
    const one = await newScreen();
    await deliver(app, one, [play(1), play(2)]);
    const after = play(1, { content_id: 99 });
    const receipt = await deliver(app, one, [after, play(3)]);
    expect(receipt).toEqual({ accepted: 1, duplicates: 0, stored: [[3, 3]], conflicts: [1], next_seq: 4 });
    expect((await deliver(app, one, [{ ...after, seq: receipt.next_seq }])).stored).toEqual([[4, 4]]);
    expect((await stored(one.id)).map(row => row.content_id)).toEqual([1, 1, 1, 99]);
  });

  test('with a number for two different plays names the second', async () => {
    const one = await newScreen();
    const answer = await app.api<Problem>('POST', '/player/plays', { plays: [play(5), play(5, { content_id: 2 })] }, one.token);
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([422, 'plays.1.seq']);
    expect(await stored(one.id)).toEqual([]);
  });

  test.each<[string, Record<string, unknown>, number, string]>([
    ['a length below nothing', { length: -1 }, 422, 'plays.1.length'],
    ['half a millisecond', { length: 1.5 }, 400, 'plays.1.length'],
    ['no instant', { started_at: 'yesterday' }, 422, 'plays.1.started_at'],
    ['a reason in words', { reason: 'the cat did it' }, 422, 'plays.1.reason'],
    ['a number that is none', { seq: 0 }, 422, 'plays.1.seq'],
    ['a field nobody knows', { player_id: 7 }, 400, 'plays.1.player_id'],
    ['a version that is none', { programme_version: 'ä' }, 422, 'plays.1.programme_version'],
  ])('with %s is refused by name, and nothing of it is kept', async (_, wrong, status, path) => {
    const one = await newScreen();
    const answer = await app.api<Problem>('POST', '/player/plays', { plays: [play(1), { ...play(2), ...wrong }] }, one.token);
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([status, path]);
    expect(await stored(one.id)).toEqual([]);
  });

  test('of none, of more than 500 or of more than 1 MiB is refused', async () => {
    const one = await newScreen();
    const send = async (plays: unknown) => (await app.api('POST', '/player/plays', { plays }, one.token)).status;
    expect(await send([])).toBe(422);
    expect(await send(Array.from({ length: 501 }, (_, index) => play(index + 1)))).toBe(422);
    expect(await send([{ ...play(1), reason: 'x'.repeat(2 ** 20) }])).toBe(413);
    expect(await send(Array.from({ length: 500 }, (_, index) => play(index + 1)))).toBe(200);
  });

  test('of a player whose clock is wrong is kept, and marked', async () => {
    const one = await newScreen();
    const instants = ['1970-01-01T00:00:05Z', '2100-01-01T00:00:00Z', '0001-01-01T00:00:00Z', play(4).started_at];
    await deliver(
      app,
      one,
      instants.map((started_at, index) => play(index + 1, { started_at })),
    );
    const { items } = await listed(one.id);
    expect(items.map(item => [item.seq, item.clock_suspect])).toEqual([
      [2, true],
      [4, false],
      [1, true],
      [3, true],
    ]);
    expect(items.map(item => item.started_at)).toContain('1970-01-01T00:00:05Z');
  });

  test('keeps the place where the player hung, also after it was moved', async () => {
    const one = await newScreen('Viajante');
    await deliver(app, one, [play(1)]);
    await app.ok('PATCH', `/players/${one.id}`, { location_id: other.id });
    await deliver(app, one, [play(2)]);
    expect((await stored(one.id)).map(row => row.location_id)).toEqual([shop.id, other.id]);
    // Who sees only the new place sees what was shown there.
    const there = await app.user('viewer', [other.id]);
    expect((await listed(one.id, '', there.token)).items.map(item => item.seq)).toEqual([2]);
  });

  test('of content and campaign that are gone by now is kept under their last names', async () => {
    const one = await newScreen();
    const shown = await content(app, 'gone.png', await picture('olive'), { title: 'Promoção' });
    const lived = await campaign(app, 'Verão');
    await app.ok('DELETE', `/content/${shown.id}`);
    await app.ok('DELETE', `/campaigns/${lived.id}`);
    await deliver(app, one, [play(1, { content_id: shown.id, campaign_id: lived.id }), play(2, { content_id: 987_654 })]);
    const { items } = await listed(one.id);
    expect(items.map(item => [item.content_title, item.campaign_name])).toEqual([
      [null, null],
      ['Promoção', 'Verão'],
    ]);
  });
});

describe('the list of a player', () => {
  test('goes page by page through equal instants without losing or repeating one', async () => {
    const one = await newScreen();
    const at = new Date(Date.now() - 60_000).toISOString();
    await deliver(
      app,
      one,
      Array.from({ length: 25 }, (_, index) => play(index + 1, index < 20 ? { started_at: at } : {})),
    );
    const seen: number[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: Play[]; next: string | null } = await listed(one.id, `?per_page=7${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...page.items.map(item => item.seq));
      cursor = page.next;
    }
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
  });

  test('is cut by time and content', async () => {
    const one = await newScreen();
    const at = (minute: number) => `2026-03-05T11:0${minute}:00Z`;
    const plays: WirePlay[] = [0, 1, 2, 3].map(minute => play(minute + 1, { started_at: at(minute), content_id: 1 + (minute % 2) }));
    await deliver(app, one, plays);
    expect((await listed(one.id, `?from=${at(1)}&to=${at(3)}`)).items.map(item => item.seq)).toEqual([3, 2]);
    expect((await listed(one.id, '?content_id=2')).items.map(item => item.seq)).toEqual([4, 2]);
  });

  test.each(["cursor=1.1'or'1", 'cursor=x', 'per_page=201', 'content_id=1%20or%201', 'from=now()', 'sort=id', 'cursor=1e5.3'])(
    'refuses %s',
    async query => {
      const [one] = screens;
      expect((await app.api('GET', `/players/${one?.id}/plays?${query}`)).status).toBe(400);
    },
  );
});

test('who may: a player for itself, people for their locations', async () => {
  const one = await newScreen();
  await deliver(app, one, [play(1)]);
  const [here, elsewhere, manager] = [
    await app.user('viewer', [shop.id]),
    await app.user('viewer', [other.id]),
    await app.user('manager', [shop.id]),
  ];
  const post = async (token: string | null) => (await app.api<PlayReceipt>('POST', '/player/plays', { plays: [play(9)] }, token)).status;
  const get = async (token: string | null) => (await app.api('GET', `/players/${one.id}/plays`, undefined, token)).status;
  expect([await post(null), await post(here.token), await post(manager.token), await post(app.token), await post(one.token)]).toEqual([
    401, 403, 403, 403, 200,
  ]);
  expect([await get(null), await get(here.token), await get(manager.token), await get(app.token)]).toEqual([401, 200, 200, 200]);
  expect([await get(elsewhere.token), await get(one.token)]).toEqual([404, 403]);
  expect((await app.api('GET', '/players/999999/plays')).status).toBe(404);
});

test('numbers that have not arrived though later ones have are named, until they arrive', async () => {
  const where = await location(app, 'Gaps');
  const who = await screen(app, 'Gaps', where.id);
  const missing = async () => (await app.ok<PlayerDetail>('GET', `/players/${who.id}`)).missing_plays;
  expect(await missing()).toEqual([]);
  await deliver(app, who, [play(1), play(2), play(5), play(7)]);
  expect(await missing()).toEqual([
    [6, 6],
    [3, 4],
  ]);
  await deliver(app, who, [play(3), play(4), play(6)]);
  expect(await missing()).toEqual([]);
  who.close();
});
