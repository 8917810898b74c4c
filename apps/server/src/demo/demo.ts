import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Content, Player, PlayerWithKey } from '@tvs/protocol';
import type { App } from '../app.ts';
import { keyHash } from '../features/players/rows.ts';
import { administratorClient, type Client } from './client.ts';
import { demoFile, fileName } from './media.ts';
import { contents, network, openNow } from './network.ts';
import { seedCampaigns, seedPlaces } from './seed.ts';

export interface DemoOptions {
  /** Where the server listens, such as `http://127.0.0.1:5000`. */
  base: string;
  /** Stops the work when the server is asked to stop meanwhile. */
  signal: AbortSignal;
  say(text: string): void;
}

/**
 * Fills the system with the demo's network, unless it is there, and returns the key of a screen one can open at once.
 * Cut short, it goes on where it was at the next start: each thing is looked for before it is made.
 */
export async function prepareDemo(app: App, { base, signal, say }: DemoOptions): Promise<{ playerKey: string }> {
  const known = await knownKey(app);
  if (known) return { playerKey: known };
  say(`Preparing the demo: ${contents.length} contents, some of them films. This takes half a minute, once…`);
  const client = await administratorClient(app, base, signal);
  const places = await seedPlaces(client, network);
  const library = await seedContents(app, client, signal);
  await seedCampaigns(client, { places, library, now: app.context.clock.now() });
  const playerKey = await renewKey(app, client);
  return { playerKey };
}

/** Uploads what is missing; returns the contents by the name of their picture, all of them ready. */
async function seedContents(app: App, client: Client, signal: AbortSignal): Promise<Map<string, number>> {
  // Of this name, so that what a killed start left is cleared by the next one.
  const folder = join(app.context.config.dataDir, 'demo.part');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  const library = new Map<string, number>();
  try {
    for (const demo of contents) {
      signal.throwIfAborted();
      const name = fileName(demo);
      const { items } = await client.get<{ items: Content[] }>(`/content?per_page=200&q=${encodeURIComponent(demo.title)}`);
      const there = items.find(item => item.filename === name && item.title === demo.title && item.status !== 'failed');
      const fields = { title: demo.title, tags: JSON.stringify(demo.tags) };
      const content = there ?? (await client.upload<Content>(await demoFile(demo, folder, signal), name, fields));
      library.set(demo.art, content.id);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  for (const id of library.values()) await ready(client, id, signal);
  return library;
}

async function ready(client: Client, id: number, signal: AbortSignal): Promise<void> {
  for (const end = Date.now() + 120_000; Date.now() < end; await sleep(100, undefined, { signal })) {
    const { status, title, status_detail } = await client.get<Content>(`/content/${id}`);
    if (status === 'ready') return;
    if (status === 'failed') throw new Error(`the demo's ${title} could not be processed: ${status_detail ?? 'no reason given'}`);
  }
  throw new Error('the demo could not be prepared: its media were not processed within two minutes');
}

/** Keys are stored hashed, so the demo's own is kept beside the server's keys, where only the server can read it. */
const keyFile = (app: App) => join(app.context.config.dataDir, 'demo-player.key');

/** The key of an earlier start, if its player is still there and has it. */
async function knownKey(app: App): Promise<string | null> {
  const key = (await readFile(keyFile(app), 'utf8').catch(() => '')).trim();
  if (key === '') return null;
  const player = await app.context.db.selectFrom('players').select('id').where('player_key_hash', '=', keyHash(key)).executeTakeFirst();
  return player ? key : null;
}

async function renewKey(app: App, client: Client): Promise<string> {
  const { items } = await client.get<{ items: Player[] }>(`/players?per_page=200&q=${encodeURIComponent(openNow)}`);
  const player = items.find(item => item.name === openNow);
  if (!player) throw new Error(`the demo's player ${openNow} is missing`);
  const { player_key } = await client.post<PlayerWithKey>(`/players/${player.id}/key`);
  const part = `${keyFile(app)}.part`;
  await writeFile(part, player_key, { mode: 0o600 });
  await rename(part, keyFile(app));
  return player_key;
}
