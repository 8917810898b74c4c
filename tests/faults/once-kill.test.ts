import type { Campaign } from '@tvs/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Killable, type KillableServer, killableServer } from '../support/killable.ts';

let server: KillableServer;
beforeAll(async () => {
  server = await killableServer();
});
afterAll(() => server.close());

/** The server dies by SIGKILL right after the statement that follows (or is) the writing of a key. */
function dyingAfter(statement: 'insert' | 'commit'): string {
  const source = `
    import { subscribe } from 'node:diagnostics_channel';
    let keyed = false;
    subscribe('tvs.statement', ({ sql }) => {
      keyed ||= /^insert into .idempotency_keys/.test(sql);
      if (keyed && sql.startsWith('${statement}')) process.kill(process.pid, 'SIGKILL');
    });`;
  return `--import data:text/javascript,${encodeURIComponent(source)}`;
}

const wish = { name: 'Uma só', key: crypto.randomUUID() };

async function create({ url, token }: Killable) {
  const answer = await fetch(`${url}/api/campaigns`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': wish.key },
    body: JSON.stringify({ name: wish.name }),
  }).catch(() => null);
  return answer && { status: answer.status, replayed: answer.headers.get('idempotent-replayed'), body: (await answer.json()) as Campaign };
}

async function made({ url, token }: Killable): Promise<number[]> {
  const answer = await fetch(`${url}/api/campaigns`, { headers: { authorization: `Bearer ${token}` } });
  return ((await answer.json()) as { items: Campaign[] }).items.map(({ id }) => id);
}

test('kill -9 before the commit, and after it before the answer: sent again with its key, it is made once', async () => {
  server.env.NODE_OPTIONS = dyingAfter('insert');
  expect(await create(await server.start())).toBeNull();

  server.env.NODE_OPTIONS = dyingAfter('commit');
  const second = await server.start();
  expect(await made(second), 'not committed: not made, and its key not kept').toEqual([]);
  expect(await create(second)).toBeNull();

  delete server.env.NODE_OPTIONS;
  const last = await server.start();
  const ids = await made(last);
  expect(ids).toHaveLength(1);
  const answer = await create(last);
  expect(answer).toMatchObject({ status: 201, replayed: 'true', body: { id: ids[0], name: wish.name } });
  expect(await made(last)).toEqual(ids);
});
