import type { Play, PlayerWithKey, PlayReceipt } from '@tvs/protocol';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type KillableServer, killableServer } from '../support/killable.ts';

/**
 * The server as a process, ended with SIGKILL while five players deliver their journals, each play more than once.
 * Afterwards every play that was acknowledged is there, once; and what was not is delivered again, and is there once.
 */

const players = 5;
const kills = 5;
const batch = 40;

let server: KillableServer;
beforeAll(async () => {
  server = await killableServer();
});
afterAll(() => server.close());

const url = () => `http://127.0.0.1:${server.env.TVS_PORT}`;

async function call<T>(method: string, path: string, body: unknown, token: string | null): Promise<T> {
  const answer = await fetch(`${url()}/api${path}`, {
    method,
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** The token it is given when it registers; it lives on over restarts of the server. */
async function tokenOf(player_key: string): Promise<string> {
  const socket = io(url(), { transports: ['websocket'], reconnection: false });
  socket.emit('player_register', { player_key });
  const { token } = await new Promise<{ token: string }>(resolve => socket.once('register_success', resolve));
  socket.close();
  return token;
}

/** A player and its journal: what it has shown and nobody has acknowledged yet. */
class Journal {
  readonly #token: string;
  readonly id: number;
  readonly acknowledged = new Set<number>();
  #pending: ReturnType<typeof playOf>[] = [];
  #last = 0;

  constructor(id: number, token: string) {
    this.id = id;
    this.#token = token;
  }

  get last(): number {
    return this.#last;
  }

  /** Shows some more and delivers the oldest, twice at the same time as after an answer that was lost. */
  async turn(more: number): Promise<void> {
    for (let i = 0; i < more; i++) this.#pending.push(playOf(this.id, ++this.#last));
    const plays = this.#pending.slice(0, batch);
    if (plays.length === 0) return;
    const deliveries = [plays, plays].map(each => call<PlayReceipt>('POST', '/player/plays', { plays: each }, this.#token));
    for (const delivery of await Promise.allSettled(deliveries)) {
      if (delivery.status === 'rejected') {
        if (!(delivery.reason instanceof TypeError)) throw delivery.reason;
        continue;
      }
      expect(delivery.value.conflicts).toEqual([]);
      for (const [from, to] of delivery.value.stored) for (let seq = from; seq <= to; seq++) this.acknowledged.add(seq);
    }
    this.#pending = this.#pending.filter(play => !this.acknowledged.has(play.seq));
  }

  /** Whether nothing is left to deliver. */
  get empty(): boolean {
    return this.#pending.length === 0;
  }
}

function playOf(player_id: number, seq: number) {
  const started_at = new Date(Date.UTC(2026, 2, 5) + seq * 1000).toISOString();
  return { seq, content_id: player_id * 1_000_000 + seq, started_at, length: 1000 + seq, completed: true };
}

async function storedOf(player_id: number, token: string): Promise<Play[]> {
  const all: Play[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = `/players/${player_id}/plays?per_page=200${cursor ? `&cursor=${cursor}` : ''}`;
    const page: { items: Play[]; next: string | null } = await call('GET', query, null, token);
    all.push(...page.items);
    cursor = page.next;
  }
  return all;
}

test('kill -9 while players deliver: every acknowledged play is there exactly once, and none is lost', async () => {
  let running = await server.start();
  const { token } = running;
  const shop = await call<{ id: number }>('POST', '/locations', { name: 'Loja' }, token);
  const journals: Journal[] = [];
  for (let index = 0; index < players; index++) {
    const row = await call<PlayerWithKey>('POST', '/players', { name: `Tela ${index}`, location_id: shop.id }, token);
    journals.push(new Journal(row.id, await tokenOf(row.player_key)));
  }

  for (let round = 0; round < kills; round++) {
    const before = journals.reduce((sum, journal) => sum + journal.acknowledged.size, 0);
    const wanted = before + 200 + round * 130;
    const killed: Promise<void>[] = [];
    const lane = async (journal: Journal) => {
      while (killed.length === 0) {
        await journal.turn(25);
        // At once: the other lanes are wherever they are.
        if (killed.length === 0 && journals.reduce((sum, each) => sum + each.acknowledged.size, 0) >= wanted) killed.push(running.kill());
      }
    };
    await Promise.all(journals.map(lane));
    await Promise.all(killed);
    running = await server.start();
    for (const journal of journals) {
      const stored = await storedOf(journal.id, token);
      const seqs = stored.map(play => play.seq);
      expect(new Set(seqs).size, `player ${journal.id}: no play twice`).toBe(seqs.length);
      expect([...journal.acknowledged].filter(seq => !seqs.includes(seq))).toEqual([]);
    }
  }

  for (const journal of journals) while (!journal.empty) await journal.turn(0);
  for (const journal of journals) {
    const stored = await storedOf(journal.id, token);
    expect(stored.map(play => play.seq).sort((a, b) => a - b)).toEqual(Array.from({ length: journal.last }, (_, index) => index + 1));
    for (const play of stored) expect(play).toMatchObject({ content_id: playOf(journal.id, play.seq).content_id, length: 1000 + play.seq });
  }
  await running.kill();
}, 180_000);
