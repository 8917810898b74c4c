import type { Command, Content, LoginAnswer, Play, PlayerDetail, PlayerWithKey } from '@tvs/protocol';
import { vi } from 'vitest';
import { picture } from './make.ts';

/** What a person does to a server that runs as a process: over HTTP only. */
export class Operator {
  readonly #url: () => string;
  #token = '';

  constructor(url: () => string) {
    this.#url = url;
  }

  async signIn(password: string): Promise<void> {
    this.#token = (await this.call<LoginAnswer>('POST', '/auth/login', { username: 'admin', password })).access_token;
  }

  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const form = body instanceof FormData;
    const answer = await fetch(`${this.#url()}/api${path}`, {
      method,
      headers: {
        ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}),
        ...(body && !form ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: form ? body : JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  }

  /** A card of one colour, ready to be played. */
  async card(colour: string): Promise<Content> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(await picture(colour))]), `${colour}.png`);
    return this.ready((await this.call<Content>('POST', '/content/upload', form)).id);
  }

  async ready(id: number): Promise<Content> {
    const read = () => this.call<Content>('GET', `/content/${id}`);
    await vi.waitUntil(async () => (await read()).status === 'ready', { timeout: 30_000, interval: 50 });
    return read();
  }

  /** A screen at a place of its own where a campaign of these is always on; `seconds` each. */
  async screen(name: string, contents: readonly Content[], seconds: number) {
    const place = await this.call<{ id: number }>('POST', '/locations', { name });
    const items = contents.map(({ id }) => ({ content_id: id, duration: seconds }));
    const campaign = await this.call<{ id: number }>('POST', '/campaigns', { name: `${name} campaign`, items });
    const rule = { campaign_id: campaign.id, location_id: place.id, start_date: '2026-01-01', end_date: null };
    const schedule = await this.call<{ id: number }>('POST', '/schedules', rule);
    const player = await this.call<PlayerWithKey>('POST', '/players', { name, location_id: place.id });
    return { place, campaign, schedule, player };
  }

  player(id: number): Promise<PlayerDetail> {
    return this.call('GET', `/players/${id}`);
  }

  /** Every play that is stored, in the order of their numbers. */
  async plays(id: number): Promise<Play[]> {
    const all: Play[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = `/players/${id}/plays?per_page=200${cursor ? `&cursor=${cursor}` : ''}`;
      const page: { items: Play[]; next: string | null } = await this.call('GET', query);
      all.push(...page.items);
      cursor = page.next;
    }
    return all.sort((a, b) => a.seq - b.seq);
  }

  /** Sends a command and waits for the answer. */
  async command(id: number, command: string, params: object | null = null): Promise<Command> {
    const sent = await this.call<Command>('POST', `/players/${id}/command`, { command, params });
    const find = async () =>
      (await this.call<{ items: Command[] }>('GET', `/players/${id}/commands`)).items.find(one => one.id === sent.id);
    await vi.waitUntil(async () => /done|failed/.test((await find())?.status ?? ''), { timeout: 20_000, interval: 50 });
    return (await find()) ?? sent;
  }
}
