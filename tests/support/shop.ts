import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Campaign, Content, Location, PlayerDetail, PlayerWithKey, Schedule } from '@tvs/protocol';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumOptions } from './browser.ts';
import { type ServerProcess, startServer } from './process.ts';

const password = 'correct horse battery';

/** The built server as a process with one location and one player, driven through its API. */
export class Shop {
  readonly folder: string;
  readonly server: ServerProcess;
  readonly location: Location;
  readonly player: PlayerWithKey;
  readonly #token: string;

  private constructor(parts: { folder: string; server: ServerProcess; location: Location; player: PlayerWithKey; token: string }) {
    this.folder = parts.folder;
    this.server = parts.server;
    this.location = parts.location;
    this.player = parts.player;
    this.#token = parts.token;
  }

  static async open(location: Record<string, unknown> = {}): Promise<Shop> {
    const folder = await mkdtemp(join(tmpdir(), 'tvs-shop-'));
    const server = await startServer({ TVS_DATA_DIR: join(folder, 'data'), TVS_ADMIN_PASSWORD: password });
    const ask = <T>(path: string, body: unknown, token?: string) => call<T>(server.url, 'POST', path, body, token);
    const { access_token: token } = await ask<{ access_token: string }>('/auth/login', { username: 'admin', password });
    const place = await ask<Location>('/locations', { name: 'Shop', ...location }, token);
    const player = await ask<PlayerWithKey>('/players', { name: 'Window', location_id: place.id }, token);
    return new Shop({ folder, server, location: place, player, token });
  }

  ok<T>(method: string, path: string, body?: unknown): Promise<T> {
    return call<T>(this.server.url, method, path, body, this.#token);
  }

  /** Uploads a file and waits until it is ready. */
  async content(name: string, bytes: Blob | Uint8Array): Promise<Content> {
    const form = new FormData();
    form.append('file', bytes instanceof Blob ? bytes : new Blob([new Uint8Array(bytes)]), name);
    const headers = { authorization: `Bearer ${this.#token}` };
    const answer = await fetch(`${this.server.url}/api/content/upload`, { method: 'POST', body: form, headers });
    if (answer.status !== 201) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
    const { id } = (await answer.json()) as Content;
    for (let tries = 0; tries < 1200; tries++) {
      const content = await this.ok<Content>('GET', `/content/${id}`);
      if (content.status === 'ready') return content;
      if (content.status === 'failed') throw new Error(`${name}: ${content.status_detail}`);
      await sleep(50);
    }
    throw new Error(`${name} was not ready within a minute`);
  }

  campaign(name: string, contents: readonly Content[], duration = 30): Promise<Campaign> {
    const items = contents.map(({ id, type }) => ({ content_id: id, fit: 'fill', ...(type === 'image' ? { duration } : {}) }));
    return this.ok<Campaign>('POST', '/campaigns', { name, items });
  }

  schedule(campaign: Campaign, more: Record<string, unknown> = {}): Promise<Schedule> {
    const body = { campaign_id: campaign.id, location_id: this.location.id, start_date: '2026-01-01', end_date: null, ...more };
    return this.ok<Schedule>('POST', '/schedules', { allow_conflicts: true, ...body });
  }

  /** The player as the server knows it. */
  known(): Promise<PlayerDetail> {
    return this.ok<PlayerDetail>('GET', `/players/${this.player.id}`);
  }

  /** What the player said of itself last. */
  async told(): Promise<PlayerDetail['system_info']> {
    return (await this.known()).system_info;
  }

  async close(): Promise<void> {
    await this.server.end('SIGTERM');
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A screen: the browser with a profile on disk, which can be killed and started again. */
export class Screen {
  readonly profile: string;
  #context: BrowserContext | null = null;
  #page: Page | null = null;
  #killed = false;

  constructor(profile: string) {
    this.profile = profile;
  }

  get page(): Page {
    if (!this.#page) throw new Error('the screen is off');
    return this.#page;
  }

  /** `script` runs in the page before anything else does. */
  async start(address: string, script = '', args: string[] = []): Promise<Page> {
    const { args: usual, ...options } = chromiumOptions;
    const context = await chromium.launchPersistentContext(this.profile, {
      ...options,
      args: [...usual, ...args],
      viewport: { width: 640, height: 360 },
      locale: 'en',
    });
    this.#context = context;
    this.#killed = false;
    if (script) await context.addInitScript(script);
    this.#page = context.pages()[0] ?? (await context.newPage());
    // Without a server only the service worker can answer.
    await this.#page.goto(address, { waitUntil: 'commit' });
    return this.#page;
  }

  /** Ends every process of the browser with SIGKILL, as a power cut does. */
  kill(): void {
    this.#killed = true;
    for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
      try {
        if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`--user-data-dir=${this.profile}`)) process.kill(Number(pid), 'SIGKILL');
      } catch {
        // It ended by itself meanwhile.
      }
    }
  }

  async stop(): Promise<void> {
    const context = this.#context;
    await context?.close().catch(error => {
      // A browser that was killed may be gone before it can be closed.
      if (!this.#killed) throw error;
    });
    this.#context = null;
    this.#page = null;
  }
}

/** Waits until the page can start without its server. */
export async function keptByWorker(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

async function call<T>(url: string, method: string, path: string, body: unknown, token?: string): Promise<T> {
  const response = await fetch(`${url}/api${path}`, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (response.status === 204 ? undefined : await response.json()) as T;
}
