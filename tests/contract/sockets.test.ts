import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminPassword, type TestApp } from '../support/app.ts';
import { player } from '../support/make.ts';
import { listen, registered } from '../support/socket.ts';
import { endedTokens, forgedTokens } from '../support/tokens.ts';
import { makeWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.app.close());

/** What becomes of a socket that presents this: connected, or refused with a code. */
function knock(
  app: TestApp,
  auth: unknown,
  headers: Record<string, string> = {},
  transport: 'websocket' | 'polling' = 'websocket',
): Promise<string> {
  const socket = io(app.url, { transports: [transport], reconnection: false, auth: auth as { token: string }, extraHeaders: headers });
  return new Promise(resolve => {
    const end = (outcome: string) => {
      socket.close();
      resolve(outcome);
    };
    socket.once('connect', () => end('connected'));
    socket.once('connect_error', error => end((error as { data?: { code?: string } }).data?.code ?? 'refused'));
  });
}

test('a console’s socket opens for a user’s live token and for no dead one, nor for a player’s', async () => {
  expect(await knock(world.app, { token: world.tokens.viewer })).toBe('connected');
  const dead: Record<string, unknown> = {
    ...(await forgedTokens(world)),
    ...(await endedTokens(world)),
    'a player’s': world.tokens.player,
    empty: '',
    'a number': 7,
    'an object': { $ne: null },
    'a list': [world.tokens.admin],
  };
  const admitted: string[] = [];
  for (const [name, token] of Object.entries(dead)) if ((await knock(world.app, { token })) === 'connected') admitted.push(name);
  expect(admitted).toEqual([]);
});

const endings: Record<string, (world: World, user: { id: number; token: string }) => Promise<unknown>> = {
  'signing out': ({ app }, { token }) => app.ok('POST', '/auth/logout', {}, token),
  'a new password': ({ app }, { token }) =>
    app.ok('PATCH', '/auth/me', { current_password: adminPassword, password: 'a quite different one' }, token),
  'a password set by an administrator': ({ app }, { id }) => app.ok('PATCH', `/users/${id}`, { password: 'a quite different one' }),
  'another role': ({ app }, { id }) => app.ok('PATCH', `/users/${id}`, { role: 'viewer' }),
  'the end of the account': ({ app }, { id }) => app.ok('DELETE', `/users/${id}`),
};

test.each(Object.keys(endings))('%s closes the user’s live socket', async name => {
  const user = await world.app.user('manager', [world.here.location.id]);
  const console = listen(world.app, { token: user.token });
  await new Promise(resolve => console.socket.once('connect', () => resolve(null)));
  const gone = new Promise<string>(resolve => console.socket.once('disconnect', resolve));
  await endings[name]?.(world, user);
  expect(await gone).toMatch(/server|transport/);
});

test.each(['renewing its key', 'deleting it'])('%s closes a player’s live socket', async how => {
  const { id, player_key } = await player(world.app, 'Short', world.here.location.id);
  const device = await registered(world.app, player_key);
  const gone = new Promise<string>(resolve => device.socket.once('disconnect', resolve));
  await (how === 'deleting it' ? world.app.ok('DELETE', `/players/${id}`) : world.app.ok('POST', `/players/${id}/key`));
  expect(await gone).toMatch(/server|transport/);
});

test('a socket without a token hears nothing meant for consoles', async () => {
  const stranger = listen(world.app);
  await new Promise(resolve => stranger.socket.once('connect', () => resolve(null)));
  const witness = listen(world.app, { token: world.app.token });
  await new Promise(resolve => witness.socket.once('connect', () => resolve(null)));
  await world.app.ok('PATCH', `/campaigns/${world.here.campaign.id}`, { description: 'new' });
  await witness.next('activity');
  expect(stranger.heard('activity')).toEqual([]);
  witness.close();
  stranger.close();
});

/** Security row 12. */
test.each(['websocket', 'polling'] as const)('a page of another origin opens no socket (%s)', async transport => {
  const own = `http://127.0.0.1:${world.app.port}`;
  const auth = { token: world.app.token };
  const as = (origin: string) => knock(world.app, auth, { origin }, transport);
  expect(await as(own)).toBe('connected');
  for (const origin of [
    'http://evil.example',
    'null',
    `https://127.0.0.1:${world.app.port + 1}`,
    `${own}.evil.example`,
    'http://127.0.0.1',
    'file://',
  ])
    expect(await as(origin), origin).not.toBe('connected');
  // Who can choose the Host as well is no browser page; what a proxy says is believed only where proxies are trusted.
  expect(await knock(world.app, auth, { origin: 'http://evil.example', 'x-forwarded-host': 'evil.example' }, transport)).not.toBe(
    'connected',
  );
});
