import type { AlertKind, AlertRules } from '@tvs/protocol';
import type { Context } from '../../context.ts';
import type { PresenceReader } from '../../platform/presence.ts';
import type { Publishing } from '../../publishing/publishing.ts';
import { notify } from './notify.ts';
import { EmptyPlaces } from './places.ts';
import { factsOf, Roster } from './roster.ts';
import { judge } from './rules.ts';
import { createAlertStore, keyOf, type Open, type Wanted } from './store.ts';

export interface AlertWatchParts {
  presence: PresenceReader;
  publishing: Pick<Publishing, 'tree' | 'settings' | 'programme' | 'version' | 'watch'>;
}

/** What happened since the last look. */
export interface News {
  /** Nothing is known: the database is read anew. */
  everything: boolean;
  /** Settings may have changed. */
  settings: boolean;
  /** Default campaigns may be others, or have something else to show. */
  tree: boolean;
  /** A watched place has become empty, or is no longer. */
  places: boolean;
  /** Players whose presence changed. */
  players: Set<number>;
  /** Players whose rows changed. */
  rows: Set<number>;
  /** Locations with a new version. */
  published: Set<number>;
  contents: Set<number>;
}

/** What is to change. */
interface Plan {
  raise: Wanted[];
  clear: Open[];
  /** By the location they go to. */
  move: Map<number, Open[]>;
}

const playerKinds: readonly AlertKind[] = ['player_offline', 'player_behind', 'player_storage', 'player_clock'];
const none: ReadonlyMap<AlertKind, Wanted['params']> = new Map();

/** Compares what is wrong with what is open, in memory, and writes the difference. */
export class AlertLook {
  readonly #context: Context;
  readonly #parts: AlertWatchParts;
  readonly #store: ReturnType<typeof createAlertStore>;
  readonly #roster: Roster;
  readonly #places: EmptyPlaces;
  #open = new Map<string, Open>();
  #rules: AlertRules | null = null;
  #quietUntil = 0;
  #due = Number.POSITIVE_INFINITY;

  constructor(context: Context, parts: AlertWatchParts, placesChanged: () => void) {
    this.#context = context;
    this.#parts = parts;
    this.#store = createAlertStore(context);
    this.#roster = new Roster(context.db);
    this.#places = new EmptyPlaces(parts.publishing, context, placesChanged);
  }

  /** Until then (epoch ms) players are expected back. */
  begin(quietUntil: number): void {
    this.#quietUntil = quietUntil;
  }

  close(): void {
    this.#places.close();
  }

  /** Returns when to look again though nothing happens, epoch ms. */
  async look(news: News): Promise<number> {
    await this.#readPlayers(news);
    const { rules, changed } = await this.#readRules(news);
    const all = news.everything || changed;
    const places = all || news.tree || news.rows.size > 0;
    if (places) await this.#places.watch(rules.location_empty.enabled ? this.#roster.locations() : new Set());

    const plan: Plan = { raise: [], clear: [], move: new Map() };
    const now = this.#context.clock.now();
    const woken = all || now >= this.#due;
    for (const id of this.#candidates(news, all, now)) this.#judgePlayer(id, rules, now, plan);
    if (woken) {
      this.#due = Number.POSITIVE_INFINITY;
      for (const [, { due }] of this.#roster.all()) this.#due = Math.min(this.#due, due);
    }
    await this.#judgeContents(all ? 'all' : news.contents, rules, plan);
    if (places || news.places) await this.#judgePlaces(plan);
    await this.#write(plan);
    return this.#due;
  }

  async #readPlayers({ everything, players, rows }: News): Promise<void> {
    if (everything) {
      this.#open = await this.#store.open();
      return this.#roster.loadAll();
    }
    await this.#roster.load([...rows, ...[...players].filter(id => !rows.has(id) && !this.#roster.get(id))]);
  }

  async #readRules({ everything, settings }: News): Promise<{ rules: AlertRules; changed: boolean }> {
    const before = this.#rules;
    if (before && !everything && !settings) return { rules: before, changed: false };
    const rules = (await this.#parts.publishing.settings()).alerts;
    this.#rules = rules;
    return { rules, changed: JSON.stringify(rules) !== JSON.stringify(before) };
  }

  #candidates({ players, rows, published }: News, all: boolean, now: number): Set<number> {
    const found = new Set([...players, ...rows]);
    if (all || published.size > 0 || now >= this.#due)
      for (const [id, { due, location_id }] of this.#roster.all()) if (all || due <= now || published.has(location_id)) found.add(id);
    // Players that went while nobody watched.
    if (all) for (const { player_id } of this.#open.values()) if (player_id !== null) found.add(player_id);
    return found;
  }

  #judgePlayer(id: number, rules: AlertRules, now: number, plan: Plan): void {
    const player = this.#roster.get(id);
    const had = (kind: AlertKind) => this.#open.get(`${kind}:player:${id}`);
    let raised = none;
    if (player) {
      const { presence, publishing } = this.#parts;
      const facts = factsOf(id, player, presence, location_id => publishing.version(location_id), now);
      const verdict = judge(facts, rules, kind => had(kind) !== undefined, { now, quiet_until: this.#quietUntil });
      raised = verdict.raised;
      player.due = verdict.due;
      this.#due = Math.min(this.#due, verdict.due);
    }
    for (const kind of playerKinds) {
      const open = had(kind);
      const params = raised.get(kind);
      if (open && !params) plan.clear.push(open);
      if (!player || !params) continue;
      const { name: title, location_id } = player;
      if (!open) plan.raise.push({ kind, player_id: id, location_id, content_id: null, title, params });
      else if (open.location_id !== location_id) push(plan.move, location_id, open);
    }
  }

  async #judgeContents(which: ReadonlySet<number> | 'all', rules: AlertRules, plan: Plan): Promise<void> {
    if (which !== 'all' && which.size === 0) return;
    const failing = rules.content_failing.enabled ? await this.#failing(which) : [];
    const wanted = failing.map(({ id, title, status_detail }): Wanted => {
      const params = status_detail === null ? {} : { detail: status_detail };
      return { kind: 'content_failing', player_id: null, location_id: null, content_id: id, title, params };
    });
    this.#compare('content_failing', wanted, open => which === 'all' || which.has(open.content_id ?? 0), plan);
  }

  #failing(which: ReadonlySet<number> | 'all') {
    const rows = this.#context.db.selectFrom('content').select(['id', 'title', 'status_detail']).where('status', '=', 'failed');
    return (which === 'all' ? rows : rows.where('id', 'in', [...which])).execute();
  }

  async #judgePlaces(plan: Plan): Promise<void> {
    const tree = await this.#parts.publishing.tree();
    const wanted = [...this.#places.empty()].map(([location_id, why]): Wanted => {
      const title = tree.get(location_id)?.name ?? '';
      return { kind: 'location_empty', player_id: null, location_id, content_id: null, title, params: why ?? {} };
    });
    this.#compare('location_empty', wanted, () => true, plan);
    // Empty for another reason is another matter.
    for (const alert of wanted) {
      const open = this.#open.get(keyOf(alert.kind, alert));
      if (!open || open.params.campaign_id === alert.params.campaign_id) continue;
      plan.clear.push(open);
      plan.raise.push(alert);
    }
  }

  /** `within`: which of those that are open were looked at. */
  #compare(kind: AlertKind, wanted: readonly Wanted[], within: (open: Open) => boolean, plan: Plan): void {
    const keys = new Map(wanted.map(alert => [keyOf(kind, alert), alert]));
    for (const [key, open] of this.#open) if (open.kind === kind && !keys.has(key) && within(open)) plan.clear.push(open);
    for (const [key, alert] of keys) if (!this.#open.has(key)) plan.raise.push(alert);
  }

  async #write({ raise, clear, move }: Plan): Promise<void> {
    const { bus } = this.#context;
    if (clear.length > 0) {
      await this.#store.clear(clear);
      for (const open of clear) this.#open.delete(keyOf(open.kind, open));
      notify(bus, 'alert_cleared', clear);
    }
    for (const [location_id, alerts] of move) {
      await this.#store.move(alerts, location_id);
      for (const open of alerts) open.location_id = location_id;
    }
    if (raise.length === 0) return;
    const { raised, open } = await this.#store.raise(raise);
    for (const alert of open) this.#open.set(keyOf(alert.kind, alert), alert);
    notify(bus, 'alert_raised', raised);
  }
}

function push(groups: Map<number, Open[]>, location_id: number, open: Open): void {
  const group = groups.get(location_id);
  if (group) group.push(open);
  else groups.set(location_id, [open]);
}
