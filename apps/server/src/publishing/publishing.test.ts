import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Changed } from '../platform/bus.ts';
import { createPublishing, type Published, type Publishing, type Why } from './publishing.ts';
import { type Rig, rig, rows } from './testing.ts';

let it: Rig;
let make: ReturnType<typeof rows>;
let publishing: Publishing;

async function start(at = '2026-03-05T12:00:00Z') {
  it = await rig(at);
  make = rows(it);
  publishing = createPublishing(it.context);
}
beforeEach(() => start());
afterEach(async () => {
  await publishing.close();
  await it.context.close();
});

/** Remembers what a location's watcher was told; `next` waits for the first not taken yet. */
async function watcher(location_id: number) {
  const told: { why: Why; published: Published; playing: string | null }[] = [];
  const waiting: (() => void)[] = [];
  let taken = 0;
  const stop = publishing.watch(location_id, (published, why) => {
    told.push({ why, published, playing: published.campaignUpdate(it.clock.now()).campaign?.name ?? null });
    waiting.shift()?.();
  });
  await publishing.programme(location_id);
  return {
    told,
    stop,
    async next() {
      if (told.length === taken) await new Promise<void>(resolve => waiting.push(resolve));
      const one = told[taken++];
      if (!one) throw new Error('nothing was told');
      return one;
    },
  };
}

const playing = async (location_id: number) =>
  (await publishing.programme(location_id)).campaignUpdate(it.clock.now()).campaign?.name ?? null;
const emit = (change: Changed) => it.context.bus.emit('changed', change);

describe('a programme', () => {
  test('holds the contents of its campaigns in order, only those that are ready, with the durations that count', async () => {
    const shop = await make.location('Loja', { timezone: 'America/Sao_Paulo' });
    const film = await make.content('filme', { type: 'video', duration: 12.5 });
    const poster = await make.content('cartaz');
    const slow = await make.content('lento', { duration: 30 });
    const raw = await make.content('cru', { status: 'processing' });
    const campaign = await make.campaign('Abertura', [poster, raw, film, slow, poster]);
    const schedule = await make.schedule(campaign, shop);
    const { update, campaignUpdate } = await publishing.programme(shop);
    expect(update.campaigns).toMatchObject([
      {
        id: campaign,
        items: [
          { content_id: poster, duration: 10 },
          { content_id: film, duration: null },
          { content_id: slow, duration: 30 },
          { content_id: poster, duration: 10 },
        ],
      },
    ]);
    expect(update.contents.map(content => content.id)).toEqual([film, poster, slow]);
    expect(update.contents[0]?.url).toBe(`/api/content/${film}/file`);
    expect(update.programme).toMatchObject({ timezone: 'America/Sao_Paulo', location_chain: [shop], default_campaign_id: null });
    const now = campaignUpdate(it.clock.now());
    expect(now).toMatchObject({ campaign: { id: campaign, name: 'Abertura' }, schedule_id: schedule, until: null });
    expect(now.contents.map(content => [content.id, content.duration])).toEqual([
      [poster, 10],
      [film, 12.5],
      [slow, 30],
      [poster, 10],
    ]);
    expect(campaignUpdate(it.clock.now() + 1000)).toBe(now);
  });

  test('inherits zone, default campaign and schedules from above, nothing from beside or below', async () => {
    const fallback = await make.campaign('Reserva');
    const company = await make.location('Empresa', { timezone: 'Europe/Lisbon', default_campaign_id: fallback });
    const region = await make.location('Região', { parent_id: company, timezone: 'Asia/Tokyo' });
    const shop = await make.location('Loja', { parent_id: region });
    const floor = await make.location('Piso', { parent_id: shop });
    const beside = await make.location('Vizinha', { parent_id: region });
    const campaign = await make.campaign('X');
    const wanted = [await make.schedule(campaign, null), await make.schedule(campaign, company), await make.schedule(campaign, shop)];
    await make.schedule(campaign, floor);
    await make.schedule(campaign, beside);
    const { programme } = (await publishing.programme(shop)).update;
    expect(programme).toMatchObject({ timezone: 'Asia/Tokyo', location_chain: [shop, region, company], default_campaign_id: fallback });
    expect(programme.schedules.map(schedule => schedule.id)).toEqual(wanted);
    expect(programme.campaigns.map(each => each.id)).toEqual([fallback, campaign].sort((a, b) => a - b));
  });

  test('keeps what may still be on after its last date, and lets go of what is long past', async () => {
    const shop = await make.location('Loja', { timezone: 'Pacific/Pago_Pago' });
    const campaign = await make.campaign('X');
    await make.schedule(campaign, shop, { end_date: '2026-03-02' });
    const late = await make.schedule(campaign, shop, { end_date: '2026-03-03', start_time: '22:00', end_time: '21:00' });
    await make.schedule(campaign, shop, { is_active: 0 });
    const { programme } = (await publishing.programme(shop)).update;
    expect(programme.schedules.map(schedule => schedule.id)).toEqual([late]);
    // 3 March 22:00 to 4 March 21:00 on Pago Pago is until 5 March 08:00 in UTC: it just ended, four hours ago.
    expect((await publishing.programme(shop)).campaignUpdate(Date.parse('2026-03-05T07:59:00Z')).schedule_id).toBe(late);
  });

  test('asks for no file of a campaign that can not play any more, but says that the campaign is there', async () => {
    const shop = await make.location('Loja');
    const content = await make.content('a');
    const paused = await make.campaign('Parada', [content], { is_active: 0 });
    const ended = await make.campaign('Passada', [content], { end_date: '2026-02-01' });
    await make.schedule(paused, shop);
    await make.schedule(ended, shop);
    const { update } = await publishing.programme(shop);
    expect(update.contents).toEqual([]);
    expect(update.programme.campaigns.map(({ id }) => id)).toEqual([paused, ended]);
    expect(await publishing.mayPlay(shop, content)).toBe(false);
  });

  test('is played without a row that can not be read', async () => {
    const shop = await make.location('Loja');
    const campaign = await make.campaign('X');
    const good = await make.schedule(campaign, shop);
    await make.schedule(campaign, shop, { start_date: '2026-02-31' });
    const { programme } = (await publishing.programme(shop)).update;
    expect(programme.schedules.map(schedule => schedule.id)).toEqual([good]);
  });

  test('has a version that changes with what players need, and with nothing else', async () => {
    const shop = await make.location('Loja');
    const campaign = await make.campaign('X', [await make.content('a')]);
    await make.schedule(campaign, shop);
    const { version } = await publishing.programme(shop);
    expect(version).toMatch(/^[\w-]{22}$/);
    await it.context.db.updateTable('campaigns').set({ description: 'para a equipe', updated_at: 99 }).execute();
    emit({ campaigns: [campaign] });
    const described = await publishing.programme(shop);
    expect(described.version).toBe(version);
    expect(described.campaignUpdate(it.clock.now()).campaign?.description).toBe('para a equipe');
    await it.context.db.updateTable('campaign_content').set({ muted: 1 }).execute();
    emit({ campaigns: [campaign] });
    expect((await publishing.programme(shop)).version).not.toBe(version);
  });

  test('of an unknown location is refused', async () => {
    await expect(publishing.programme(999)).rejects.toMatchObject({ status: 404 });
    expect(publishing.version(999)).toBeNull();
  });

  test('opens to its players what is in it, and nothing else', async () => {
    const [shop, other] = [await make.location('A'), await make.location('B')];
    const [mine, theirs] = [await make.content('a'), await make.content('b')];
    await make.schedule(await make.campaign('A', [mine]), shop);
    await make.schedule(await make.campaign('B', [theirs]), other);
    expect([await publishing.mayPlay(shop, mine), await publishing.mayPlay(shop, theirs)]).toEqual([true, false]);
  });
});

describe('reading', () => {
  test('costs the same few statements for one location and for a hundred', async () => {
    const company = await make.location('Empresa');
    const campaign = await make.campaign('X', [await make.content('a'), await make.content('b')]);
    const shops: number[] = [];
    for (let i = 0; i < 100; i++) {
      shops.push(await make.location(`Loja ${i}`, { parent_id: company }));
      await make.schedule(campaign, shops[i] ?? null);
    }
    const before = it.statements();
    const programmes = await Promise.all(shops.map(shop => publishing.programme(shop)));
    expect(new Set(programmes.map(programme => programme.version)).size).toBe(100);
    // Settings and tree, then schedules, campaigns, items and contents.
    expect(it.statements() - before).toBe(6);
    const again = it.statements();
    await Promise.all(shops.map(shop => publishing.programme(shop)));
    expect(it.statements()).toBe(again);
  });

  test('right after a change sees it, whichever way the change is found to concern it', async () => {
    const shop = await make.location('Loja');
    expect(await playing(shop)).toBeNull();
    await make.schedule(await make.campaign('Um'), shop);
    emit({ locations: [shop] });
    expect(await playing(shop)).toBe('Um');
    const campaign = await make.campaign('Dois');
    await make.schedule(campaign, shop);
    emit({ campaigns: [campaign] });
    expect(await playing(shop)).toBe('Dois');
  });

  test('that a change overtakes is done again', async () => {
    const shop = await make.location('Loja');
    await make.schedule(await make.campaign('Antes', [await make.content('a')]), shop);
    const campaign = await make.campaign('Depois');
    // The schedules have been read by then.
    it.before('content', database => {
      database
        .prepare(
          'insert into schedules (campaign_id, location_id, start_date, is_active, priority, created_at, updated_at) values (?, ?, ?, 1, 0, 0, 0)',
        )
        .run(campaign, shop, '2026-01-01');
      emit({ locations: [shop] });
    });
    expect(await playing(shop)).toBe('Depois');
  });

  test('goes on after the database failed', async () => {
    const shop = await make.location('Loja');
    await it.context.db.schema.alterTable('schedules').renameTo('away').execute();
    await expect(publishing.programme(shop)).rejects.toThrow();
    await it.context.db.schema.alterTable('away').renameTo('schedules').execute();
    expect(await playing(shop)).toBeNull();
  });
});

describe('a change', () => {
  test('is told to those whom it concerns: the location and what lies below, nobody above or beside', async () => {
    const company = await make.location('Empresa');
    const shop = await make.location('Loja', { parent_id: company });
    const floor = await make.location('Piso', { parent_id: shop });
    const beside = await make.location('Vizinha', { parent_id: company });
    const [above, at, below, next] = [await watcher(company), await watcher(shop), await watcher(floor), await watcher(beside)];
    await make.schedule(await make.campaign('Nova'), shop);
    emit({ locations: [shop] });
    expect((await at.next()).playing).toBe('Nova');
    expect((await below.next()).playing).toBe('Nova');
    // A change that everyone must hear comes after: had they been told before, it would be their second.
    await make.schedule(await make.campaign('Para todos'), null);
    emit({ everywhere: true });
    for (const each of [above, next]) expect(await each.next()).toMatchObject({ why: 'changed', playing: 'Para todos' });
    expect([above.told.length, next.told.length]).toEqual([1, 1]);
  });

  test('that leaves a programme as it was is told to nobody', async () => {
    const shop = await make.location('Loja');
    const heard = await watcher(shop);
    emit({ locations: [shop], everywhere: true, tree: true });
    await publishing.programme(shop);
    await make.schedule(await make.campaign('Nova'), shop);
    emit({ locations: [shop] });
    expect((await heard.next()).playing).toBe('Nova');
    expect(heard.told).toHaveLength(1);
  });

  test('of a campaign or a content reaches the locations that show it, and no other', async () => {
    const [shop, other] = [await make.location('A'), await make.location('B')];
    const raw = await make.content('cru', { status: 'processing' });
    const campaign = await make.campaign('X', [raw]);
    await make.schedule(campaign, shop);
    await make.schedule(await make.campaign('Y', [await make.content('y')]), other);
    const [here, there] = [await watcher(shop), await watcher(other)];
    await it.context.db.updateTable('content').set({ status: 'ready' }).where('id', '=', raw).execute();
    emit({ contents: [raw] });
    expect((await here.next()).published.update.contents.map(({ id }) => id)).toEqual([raw]);
    await it.context.db.updateTable('campaigns').set({ name: 'Renomeada' }).where('id', '=', campaign).execute();
    emit({ campaigns: [campaign] });
    expect((await here.next()).playing).toBe('Renomeada');
    expect(there.told).toEqual([]);
  });

  test('of a campaign that the programme does not name yet is found through its schedules', async () => {
    const company = await make.location('Empresa');
    const shop = await make.location('Loja', { parent_id: company });
    const heard = await watcher(shop);
    const campaign = await make.campaign('Nova');
    await make.schedule(campaign, company);
    emit({ campaigns: [campaign] });
    expect((await heard.next()).playing).toBe('Nova');
  });

  test('of zone, default campaign or settings reaches everyone it changes', async () => {
    const shop = await make.location('Loja');
    const own = await make.location('Própria', { timezone: 'Asia/Tokyo' });
    const [heard, not] = [await watcher(shop), await watcher(own)];
    await it.context.db.insertInto('settings').values({ name: 'timezone', value: '"Europe/Lisbon"' }).execute();
    emit({ everywhere: true });
    expect((await heard.next()).published.update.programme.timezone).toBe('Europe/Lisbon');
    const fallback = await make.campaign('Reserva');
    await it.context.db.updateTable('locations').set({ default_campaign_id: fallback }).where('id', '=', shop).execute();
    emit({ tree: true });
    expect((await heard.next()).playing).toBe('Reserva');
    expect(not.told).toEqual([]);
    expect((await publishing.programme(shop)).update).not.toHaveProperty('campaign_change');
    await it.context.db.insertInto('settings').values({ name: 'campaign_change', value: '"item_end"' }).execute();
    emit({ everywhere: true });
    expect((await heard.next()).published.update.campaign_change).toBe('item_end');
  });

  test('in a burst is one publish', async () => {
    const shop = await make.location('Loja');
    const heard = await watcher(shop);
    const campaign = await make.campaign('X');
    for (let i = 0; i < 20; i++) {
      await make.schedule(campaign, shop, { priority: i });
      emit({ locations: [shop] });
    }
    expect((await heard.next()).published.update.programme.schedules).toHaveLength(20);
    await publishing.programme(shop);
    expect(heard.told).toHaveLength(1);
  });

  test('is told to nobody who stopped watching', async () => {
    const shop = await make.location('Loja');
    const [gone, stays] = [await watcher(shop), await watcher(shop)];
    gone.stop();
    await make.schedule(await make.campaign('Nova'), shop, { start_time: '08:00', end_time: '20:00' });
    emit({ locations: [shop] });
    await stays.next();
    expect(gone.told).toEqual([]);
    expect(it.clock.waiting).toBe(1);
    stays.stop();
    expect(it.clock.waiting).toBe(0);
  });

  test('that fails to be read is told once the database is back', async () => {
    const shop = await make.location('Loja');
    const heard = await watcher(shop);
    await make.schedule(await make.campaign('Nova'), shop);
    await it.context.db.schema.alterTable('campaigns').renameTo('away').execute();
    emit({ locations: [shop] });
    await expect(publishing.programme(shop)).rejects.toThrow();
    await it.context.db.schema.alterTable('away').renameTo('campaigns').execute();
    expect((await heard.next()).playing).toBe('Nova');
  });

  test('does not leave an old version behind where nobody watches', async () => {
    const shop = await make.location('Loja');
    const { version } = await publishing.programme(shop);
    expect(publishing.version(shop)).toBe(version);
    await make.schedule(await make.campaign('Nova'), shop);
    emit({ locations: [shop] });
    await Promise.resolve();
    expect(publishing.version(shop)).toBeNull();
  });
});

describe('an edge', () => {
  test('brings the next campaign out by itself, again and again', async () => {
    const shop = await make.location('Loja', { timezone: 'America/Sao_Paulo' });
    await make.schedule(await make.campaign('Almoço'), shop, { start_time: '11:00', end_time: '14:00' });
    const heard = await watcher(shop);
    it.clock.moveTo('2026-03-05T13:59:59.999Z');
    expect(heard.told).toEqual([]);
    it.clock.moveTo('2026-03-05T14:00:00Z');
    expect(await heard.next()).toMatchObject({ why: 'edge', playing: 'Almoço' });
    it.clock.moveTo('2026-03-05T17:00:00Z');
    expect(await heard.next()).toMatchObject({ why: 'edge', playing: null });
    it.clock.moveTo('2026-03-06T14:00:00Z');
    expect(await heard.next()).toMatchObject({ why: 'edge', playing: 'Almoço' });
    expect(heard.told).toHaveLength(3);
  });

  test('is also the midnight at which an item begins or ends', async () => {
    const shop = await make.location('Loja', { timezone: 'America/Sao_Paulo' });
    const [always, offer] = [await make.content('a'), await make.content('b')];
    await make.schedule(await make.campaign('Ano', [always, offer]), shop);
    const dates = { valid_from: '2026-03-06', valid_until: '2026-03-06' };
    await it.context.db.updateTable('campaign_content').set(dates).where('content_id', '=', offer).execute();
    const heard = await watcher(shop);
    const shown = async () => (await publishing.programme(shop)).campaignUpdate(it.clock.now()).contents.map(({ id }) => id);
    it.clock.moveTo('2026-03-06T02:59:59.999Z');
    expect([heard.told, await shown()]).toEqual([[], [always]]);
    it.clock.moveTo('2026-03-06T03:00:00Z');
    expect((await heard.next()).why).toBe('edge');
    expect(await shown()).toEqual([always, offer]);
    it.clock.moveTo('2026-03-07T03:00:00Z');
    expect([(await heard.next()).why, await shown()]).toEqual(['edge', [always]]);
    expect(it.clock.waiting).toBe(0);
  });

  test('comes an hour earlier in UTC once the summer time has begun', async () => {
    await publishing.close();
    await start('2026-03-28T12:00:00Z');
    // Lisbon moves from UTC to UTC+1 on 29 March 2026 at 01:00.
    const shop = await make.location('Loja', { timezone: 'Europe/Lisbon' });
    await make.schedule(await make.campaign('Manhã'), shop, { start_time: '08:00', end_time: '09:00' });
    const heard = await watcher(shop);
    it.clock.moveTo('2026-03-29T06:59:59.999Z');
    expect(heard.told).toEqual([]);
    it.clock.moveTo('2026-03-29T07:00:00Z');
    expect((await heard.next()).playing).toBe('Manhã');
  });

  test('moves with the schedule', async () => {
    const shop = await make.location('Loja', { timezone: 'UTC' });
    const schedule = await make.schedule(await make.campaign('Tarde'), shop, { start_time: '18:00', end_time: '19:00' });
    const heard = await watcher(shop);
    await it.context.db.updateTable('schedules').set({ start_time: '15:00' }).where('id', '=', schedule).execute();
    emit({ locations: [shop] });
    expect((await heard.next()).why).toBe('changed');
    it.clock.moveTo('2026-03-05T15:00:00Z');
    expect(await heard.next()).toMatchObject({ why: 'edge', playing: 'Tarde' });
    it.clock.moveTo('2026-03-05T18:59:00Z');
    expect(heard.told).toHaveLength(2);
    expect(it.clock.waiting).toBe(1);
  });
});
