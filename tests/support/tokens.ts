import { type JWTPayload, SignJWT } from 'jose';
import { adminPassword } from './app.ts';
import { player } from './make.ts';
import { registered } from './socket.ts';
import type { World } from './world.ts';

interface Payload extends JWTPayload {
  version?: number;
}

function payloadOf(token: string): Payload {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Payload;
}

const sign = (payload: Payload, key: Uint8Array, alg = 'HS256') => new SignJWT(payload).setProtectedHeader({ alg }).sign(key);
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Tokens that look right and never were: by how they were forged. */
export async function forgedTokens({ app }: World): Promise<Record<string, string>> {
  const payload = payloadOf(app.token);
  const [head = '', body = '', signature = ''] = app.token.split('.');
  const key = app.config.jwtKey;
  return {
    'another signature': `${head}.${body}.${signature.slice(0, -3)}${signature.endsWith('AAA') ? 'BBB' : 'AAA'}`,
    'a changed body': `${head}.${encode({ ...payload, version: Number(payload.version) + 1 })}.${signature}`,
    'no signature': `${head}.${body}.`,
    'alg none': `${encode({ alg: 'none' })}.${body}.`,
    'alg None, signed': `${encode({ alg: 'None' })}.${body}.${signature}`,
    'another algorithm': await sign(payload, key, 'HS512'),
    'another key': await sign(payload, new TextEncoder().encode('k'.repeat(48))),
    'the key of media addresses': await sign(payload, app.config.secretKey),
    'another issuer': await sign({ ...payload, iss: 'other' }, key),
    'another audience': await sign({ ...payload, aud: 'other' }, key),
    'no audience': await sign(omit(payload, 'aud'), key),
    'somebody who never was': await sign({ ...payload, sub: '987654321' }, key),
    'no subject': await sign(omit(payload, 'sub'), key),
    'a subject that is no number': await sign({ ...payload, sub: '1 or 1=1' }, key),
    'no version': await sign(omit(payload, 'version'), key),
    'a version to come': await sign({ ...payload, version: Number(payload.version) + 1 }, key),
    'a user as a player': await sign({ ...payload, aud: 'player', sub: '987654321' }, key),
    'no token at all': 'x',
    'half a token': app.token.slice(0, app.token.length / 2),
  };
}

function omit(payload: Payload, name: string): Payload {
  return Object.fromEntries(Object.entries(payload).filter(([key]) => key !== name));
}

/** Tokens that were right, ended each in its way. */
export async function endedTokens(world: World): Promise<Record<string, string>> {
  const { app, here } = world;
  const ended: Record<string, string> = {};
  const user = () => app.user('manager', [here.location.id]);

  const signedOut = await user();
  await app.ok('POST', '/auth/logout', {}, signedOut.token);
  ended['signed out'] = signedOut.token;

  const changed = await user();
  const password = 'another good password of mine';
  await app.ok('PATCH', '/auth/me', { current_password: adminPassword, password }, changed.token);
  ended['password changed by themselves'] = changed.token;

  const reset = await user();
  await app.ok('PATCH', `/users/${reset.id}`, { password });
  ended['password set by an administrator'] = reset.token;

  const demoted = await user();
  await app.ok('PATCH', `/users/${demoted.id}`, { role: 'viewer' });
  ended['another role'] = demoted.token;

  const deleted = await user();
  await app.ok('DELETE', `/users/${deleted.id}`);
  ended['user deleted'] = deleted.token;

  const renewed = await player(app, 'Renewed', here.location.id);
  ended['key renewed'] = await playerToken(world, renewed.player_key);
  await app.ok('POST', `/players/${renewed.id}/key`);

  const removed = await player(app, 'Removed', here.location.id);
  ended['player deleted'] = await playerToken(world, removed.player_key);
  await app.ok('DELETE', `/players/${removed.id}`);
  return ended;
}

async function playerToken({ app }: World, key: string): Promise<string> {
  const device = await registered(app, key);
  device.close();
  return device.token;
}
