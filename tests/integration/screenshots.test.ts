import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command, Player, Problem } from '@tvs/protocol';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { type TestClock, testClock } from '../support/clock.ts';
import { location } from '../support/make.ts';
import { type Screen, screen } from '../support/plays.ts';
import { listen } from '../support/socket.ts';

let app: TestApp;
let clock: TestClock;
let shop: { id: number };
const screens: Screen[] = [];

beforeAll(async () => {
  clock = testClock('2026-03-05T12:00:00Z');
  app = await startApp({ clock });
  shop = await location(app, 'Loja');
});
afterAll(async () => {
  for (const each of screens) each.close();
  await app.close();
});

async function newScreen(): Promise<Screen> {
  const made = await screen(app, 'Tela', shop.id);
  screens.push(made);
  return made;
}

const shot = (width = 1920, height = 1080, colour = 'teal') =>
  sharp({ create: { width, height, channels: 3, background: colour } })
    .withExif({ IFD0: { Copyright: 'secret place' } })
    .png()
    .toBuffer();

const send = async (token: string | null, bytes: Buffer, type = 'image/png', query = '') => {
  const response = await fetch(`${app.url}/api/player/screenshot${query}`, {
    method: 'POST',
    headers: { 'content-type': type, ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: new Uint8Array(bytes),
  });
  return {
    status: response.status,
    body: (await response.json()) as Problem & { screenshot_at: string; width: number },
    headers: response.headers,
  };
};
const view = (id: number, token: string | null, headers: Record<string, string> = {}) =>
  fetch(`${app.url}/api/players/${id}/screenshot`, { headers: { ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) } });
const folder = (id: number) => join(app.config.dataDir, 'screenshots', String(id));

describe('a picture of the screen', () => {
  test('is kept as a JPEG of our own: no wider than 1280, without what else was in it', async () => {
    const one = await newScreen();
    const before = await app.ok<Player>('GET', `/players/${one.id}`);
    expect([before.screenshot_at, before.screenshot_url]).toEqual([null, null]);
    expect((await view(one.id, app.token)).status).toBe(404);
    const sent = await send(one.token, await shot());
    expect(sent).toMatchObject({
      status: 201,
      body: { player_id: one.id, screenshot_at: '2026-03-05T12:00:00Z', width: 1280, height: 720 },
    });
    const seen = await view(one.id, app.token);
    expect([seen.status, seen.headers.get('content-type'), seen.headers.get('last-modified')]).toEqual([
      200,
      'image/jpeg',
      'Thu, 05 Mar 2026 12:00:00 GMT',
    ]);
    const bytes = Buffer.from(await seen.arrayBuffer());
    const { format, width, exif } = await sharp(bytes).metadata();
    expect([format, width, exif]).toEqual(['jpeg', 1280, undefined]);
    expect((await app.ok<Player>('GET', `/players/${one.id}`)).screenshot_at).toBe('2026-03-05T12:00:00Z');
  });

  test('takes the place of the one before, on the disk too, and ends with the player', async () => {
    const one = await newScreen();
    await send(one.token, await shot());
    const first = await view(one.id, app.token);
    const tag = first.headers.get('etag') ?? '';
    expect((await view(one.id, app.token, { 'if-none-match': tag })).status).toBe(304);
    clock.advance(2000);
    expect((await send(one.token, await shot(320, 180, 'red'), 'image/png')).status).toBe(201);
    expect((await view(one.id, app.token, { 'if-none-match': tag })).status).toBe(200);
    expect(await readdir(folder(one.id))).toHaveLength(1);
    await app.ok('DELETE', `/players/${one.id}`);
    await expect
      .poll(
        () =>
          stat(folder(one.id)).then(
            () => 'there',
            () => 'gone',
          ),
        { timeout: 5000 },
      )
      .toBe('gone');
    expect((await view(one.id, app.token)).status).toBe(404);
  });

  test('opens by its signed address without a token, until that ends or another picture came', async () => {
    const one = await newScreen();
    await send(one.token, await shot());
    const url = async () => (await app.ok<Player>('GET', `/players/${one.id}`)).screenshot_url ?? '';
    const address = await url();
    const status = async (path: string) => (await fetch(app.url + path)).status;
    expect(await status(address)).toBe(200);
    expect(await status(address.replace(/sig=.{4}/, 'sig=AAAA'))).toBe(401);
    expect(await status(address.replace(/exp=\d+/, 'exp=9999999999'))).toBe(401);
    const two = await newScreen();
    await send(two.token, await shot());
    expect(await status(address.replace(`/${one.id}/`, `/${two.id}/`))).toBe(401);
    clock.advance(2000);
    await send(one.token, await shot(640, 360, 'blue'));
    expect(await status(address)).toBe(401);
    const newer = await url();
    expect(await status(newer)).toBe(200);
    clock.advance(3 * 3_600_000);
    expect(await status(newer)).toBe(401);
  });

  test('does not come more often than each two seconds', async () => {
    const one = await newScreen();
    const bytes = await shot(64, 64);
    expect((await send(one.token, bytes)).status).toBe(201);
    clock.advance(1999);
    const soon = await send(one.token, bytes);
    expect([soon.status, soon.headers.get('retry-after')]).toEqual([429, '1']);
    clock.advance(1);
    expect((await send(one.token, bytes)).status).toBe(201);
  });

  test('answers the command that asked for it, and consoles hear of it', async () => {
    const one = await newScreen();
    const far = await app.user('viewer', [(await location(app, 'Longe')).id]);
    const [console, elsewhere] = [listen(app, { token: app.token }), listen(app, { token: far.token })];
    await Promise.all([console, elsewhere].map(({ socket }) => new Promise<void>(resolve => socket.once('connect', () => resolve()))));
    const command = await app.ok<Command>('POST', `/players/${one.id}/command`, { command: 'screenshot' });
    await console.next('player_status_update', event => event.command_id === command.id && event.status === 'sent');
    await send(one.token, await shot(64, 64), 'image/png', `?command_id=${command.id}`);
    const done = await console.next('player_status_update', event => event.command_id === command.id && event.status === 'done');
    expect(done.result).toEqual({ ok: true });
    const at = new Date(clock.now()).toISOString().replace('.000Z', 'Z');
    const told = await console.next('player_status', event => event.players.some(each => each.id === one.id && each.screenshot_at === at));
    expect(told.players).toHaveLength(1);
    expect(elsewhere.heard('player_status')).toEqual([]);
    console.close();
    elsewhere.close();
  });
});

describe('what is no picture', () => {
  test.each<[string, () => Promise<Buffer>, string, number]>([
    ['a page that says it is a picture', async () => Buffer.from('<html><script>alert(1)</script>'), 'image/png', 415],
    ['a drawing', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/jpeg', 415],
    [
      'a GIF',
      async () =>
        sharp(await shot(20, 20))
          .gif()
          .toBuffer(),
      'image/png',
      415,
    ],
    ['a damaged one', async () => (await shot(600, 600)).subarray(0, 500), 'image/png', 422],
    ['JSON', async () => Buffer.from('{}'), 'application/json', 415],
    ['a form', async () => Buffer.from('--x--'), 'multipart/form-data; boundary=x', 415],
    ['2 MiB and one byte', async () => Buffer.alloc(2 * 2 ** 20 + 1), 'image/png', 413],
  ])('is refused: %s', async (_, bytes, type, status) => {
    const one = await newScreen();
    const answer = await send(one.token, await bytes(), type);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
    await expect(readdir(folder(one.id))).rejects.toThrow('ENOENT');
  });

  test('has too many pixels, however few its bytes', async () => {
    const one = await newScreen();
    const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: 'black' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(2 ** 20);
    expect((await send(one.token, bomb)).status).toBe(422);
  });

  test('and a picture is no body for any other address', async () => {
    const answer = await fetch(`${app.url}/api/locations`, {
      method: 'POST',
      headers: { 'content-type': 'image/png', authorization: `Bearer ${app.token}` },
      body: new Uint8Array(await shot(10, 10)),
    });
    expect(answer.status).toBe(415);
  });
});

test('who may: the player sends its own, people see those of their locations', async () => {
  const one = await newScreen();
  const bytes = await shot(64, 64);
  const [here, elsewhere] = [await app.user('viewer', [shop.id]), await app.user('manager', [(await location(app, 'Fora')).id])];
  expect([(await send(null, bytes)).status, (await send(here.token, bytes)).status, (await send(app.token, bytes)).status]).toEqual([
    401, 403, 403,
  ]);
  await send(one.token, bytes);
  const other = await newScreen();
  const status = async (token: string | null) => (await view(one.id, token)).status;
  expect([await status(null), await status(here.token), await status(app.token)]).toEqual([401, 200, 200]);
  expect([await status(elsewhere.token), await status(one.token), await status(other.token)]).toEqual([404, 200, 404]);
  const audit = await app.app.context.db.selectFrom('audit_log').select(['before', 'after']).execute();
  expect(JSON.stringify(audit)).not.toContain('/screenshot?');
  expect((await readFile(join(folder(one.id), (await readdir(folder(one.id)))[0] ?? ''))).subarray(0, 2)).toEqual(
    Buffer.from([0xff, 0xd8]),
  );
});
