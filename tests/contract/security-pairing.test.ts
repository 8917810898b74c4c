import type { PairingAnswer, Player } from '@tvs/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen } from '../support/socket.ts';
import { makeWorld, type World } from '../support/world.ts';

/** Security row 14: a pairing code can't be guessed, kept, used twice or won twice. */

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.app.close());

const ask = (body: Record<string, unknown> = {}) => world.app.api<PairingAnswer>('POST', '/player/pairing', body, null);
const pair = (code: string, token: string | null = world.tokens.admin, name = 'Paired') =>
  world.app.api<Player>('POST', '/players/pair', { code, name, location_id: world.here.location.id }, token);
const players = async () => (await world.app.ok<{ total: number }>('GET', '/players')).total;

test('codes and secrets are long, and none comes twice', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, () => ask()));
  const codes = answers.map(({ body }) => body.code);
  const secrets = answers.map(({ body }) => body.pairing_token);
  expect(new Set(codes).size).toBe(40);
  expect(new Set(secrets).size).toBe(40);
  for (const code of codes) expect(code).toMatch(/^[A-HJKMNP-Z2-9]{6}$/);
  // 24 random bytes: 192 bits.
  for (const secret of secrets) expect(secret).toMatch(/^[\w-]{32}$/);
  // Every place takes many of the letters: no prefix, no counter.
  for (let at = 0; at < 6; at++) expect(new Set(codes.map(code => code[at])).size, `letter ${at}`).toBeGreaterThan(12);
  // One address can not fill the space.
  const more = await Promise.all(Array.from({ length: 30 }, () => ask()));
  expect(more.filter(({ status }) => status === 429)).toHaveLength(20);
  world.clock.advance(3_600_000);
});

test('a code ends after ten minutes, for both sides', async () => {
  const { body } = await ask();
  world.clock.advance(10 * 60_000 + 1000);
  expect((await pair(body.code)).status).toBe(422);
  expect((await ask({ pairing_token: body.pairing_token })).status).toBe(410);
});

test('a code pairs once', async () => {
  const { body } = await ask();
  expect((await pair(body.code)).status).toBe(201);
  const before = await players();
  expect((await pair(body.code)).status).toBe(422);
  expect(await players()).toBe(before);
});

test('the key goes to who holds the secret, and the code alone is not it', async () => {
  const { body } = await ask();
  await pair(body.code);
  for (const pairing_token of [body.code, body.pairing_token.slice(0, -1), `${body.pairing_token}x`, '', body.pairing_token.toLowerCase()])
    expect((await ask({ pairing_token })).status, pairing_token).not.toBe(200);
  const got = await ask({ pairing_token: body.pairing_token });
  expect(got.body).toMatchObject({ status: 'paired', player_key: expect.any(String) });
});

test('once the player has registered, its secret gives no other key', async () => {
  const { body } = await ask();
  await pair(body.code);
  const { body: paired } = await ask({ pairing_token: body.pairing_token });
  const device = listen(world.app);
  device.socket.emit('player_register', { player_key: paired.player_key ?? '' });
  await device.next('register_success');
  const again = await ask({ pairing_token: body.pairing_token });
  expect([again.status, again.body.player_key]).toEqual([410, undefined]);
  device.close();
});

test('who tries codes must wait before long, even with the right one', async () => {
  const guesser = await world.app.user('manager', [world.here.location.id]);
  const { body } = await ask();
  const before = await players();
  const statuses: number[] = [];
  for (let i = 0; i < 20; i++) statuses.push((await pair('AAAAAA', guesser.token)).status);
  expect(statuses.filter(status => status === 422).length).toBeLessThanOrEqual(10);
  expect((await pair(body.code, guesser.token)).status).toBe(429);
  expect(await players()).toBe(before);
  expect((await pair(body.code)).status).toBe(201);
});

test('of many who claim one code at once, exactly one gets a player', async () => {
  const claimants = await Promise.all(Array.from({ length: 6 }, () => world.app.user('manager', [world.here.location.id])));
  for (let round = 0; round < 3; round++) {
    const { body } = await ask();
    const before = await players();
    const answers = await Promise.all(claimants.map(({ token }, i) => pair(body.code, token, `Claim ${i}`)));
    expect(answers.map(({ status }) => status).filter(status => status === 201)).toHaveLength(1);
    for (const { status } of answers) expect([201, 409, 422]).toContain(status);
    expect(await players()).toBe(before + 1);
  }
});
