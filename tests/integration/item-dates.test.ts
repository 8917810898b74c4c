import type { Campaign, ImpactAnswer, PlayerProgramme, Problem, ReachAnswer } from '@tvs/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { testClock } from '../support/clock.ts';
import { campaign, content, location, picture, player, schedule } from '../support/make.ts';

// A Monday; in São Paulo still 1 March, in Auckland already 2 March.
const now = '2026-03-02T01:00:00Z';
let app: TestApp;
let pictures: number[];
beforeAll(async () => {
  app = await startApp({ clock: testClock(now) });
  const files = await Promise.all(['red', 'green', 'blue'].map(async name => content(app, `${name}.png`, await picture(name))));
  pictures = files.map(({ id }) => id);
});
afterAll(() => app.close());

const item = (place: number, valid_from: string | null = null, valid_until: string | null = null) => ({
  content_id: pictures[place] ?? 0,
  duration: 5,
  fit: 'contain',
  muted: false,
  valid_from,
  valid_until,
});
const bare = ({ items }: Pick<Campaign, 'items'>) => items.map(({ content: _content, ...rest }) => rest);

test('an item’s dates last through draft, publication and a new order; its length counts on its days, by the calendar of the place', async () => {
  const there = await location(app, 'Auckland', { timezone: 'Pacific/Auckland' });
  const items = [item(0), item(1, '2026-03-02', '2026-03-02'), item(2, null, '2026-03-01')];
  const made = await app.ok<Campaign>('POST', '/campaigns', { name: 'Ano', items });
  expect(bare(made)).toEqual(items);
  expect([made.today, made.duration]).toEqual(['2026-03-01', 10]);
  const moved = await app.ok<Campaign>('PATCH', `/campaigns/${made.id}`, { location_id: there.id });
  expect([moved.today, moved.duration]).toEqual(['2026-03-02', 10]);

  const later = [item(1, '2026-03-06', '2026-03-06'), item(0)];
  const { draft, ...kept } = await app.ok<Campaign>('PUT', `/campaigns/${made.id}/draft`, { items: later });
  expect([bare(kept), draft && bare(draft)]).toEqual([items, later]);
  expect(bare(await app.ok<Campaign>('POST', `/campaigns/${made.id}/publish`))).toEqual(later);
  const turned = await app.ok<Campaign>('PATCH', `/campaigns/${made.id}`, { content_order: [pictures[0], pictures[1], pictures[2]] });
  expect(bare(turned).map(({ valid_from }) => valid_from)).toEqual([null, '2026-03-06', null]);
  // Who knows nothing of dates means every day.
  const old = await app.ok<Campaign>('PATCH', `/campaigns/${made.id}`, { items: [{ content_id: pictures[0] }] });
  expect(bare(old)).toMatchObject([{ valid_from: null, valid_until: null }]);
});

test.each([
  ['that end before they begin', item.bind(null, 1, '2026-03-06', '2026-03-05'), 'items.1.valid_until'],
  ['that no calendar has', item.bind(null, 1, '2026-02-30', null), 'items.1.valid_from'],
])('dates %s are refused by their field, and nothing is lost', async (_, wrong, path) => {
  const { id, items } = await app.ok<Campaign>('POST', '/campaigns', { name: 'Certa', items: [item(0, '2026-03-01')] });
  for (const [method, address] of [
    ['PATCH', `/campaigns/${id}`],
    ['PUT', `/campaigns/${id}/draft`],
  ] as const) {
    const { status, body } = await app.api<Problem>(method, address, { items: [item(0), wrong()] });
    expect([status, body.errors?.[0]?.path]).toEqual([422, path]);
  }
  expect(await app.ok<Campaign>('GET', `/campaigns/${id}`)).toMatchObject({ items, draft: null });
});

test('a programme names the dates, fetches what begins later and not what is over for good', async () => {
  const shop = await location(app, 'Loja');
  const dated = await app.ok<Campaign>('POST', '/campaigns', {
    name: 'Ofertas',
    items: [item(0), item(1, '2026-03-06', '2026-03-06'), item(2, null, '2026-02-20')],
  });
  await schedule(app, dated.id, shop.id);
  const { id } = await player(app, 'Tela', shop.id);
  const { programme } = await app.ok<PlayerProgramme>('GET', `/players/${id}/programme`);
  expect(programme.campaigns[0]?.items).toEqual([
    { content_id: pictures[0], duration: 5, fit: 'contain', muted: false },
    { content_id: pictures[1], duration: 5, fit: 'contain', muted: false, valid_from: '2026-03-06', valid_until: '2026-03-06' },
  ]);
  expect(new Set(programme.contents.map(one => one.id))).toEqual(new Set(pictures.slice(0, 2)));
});

test('a campaign of which nothing is valid gives way, and every answer knows when', async () => {
  const shop = await location(app, 'Quiosque', { timezone: 'America/Sao_Paulo' });
  const always = await campaign(app, 'Sempre', [pictures[0] ?? 0]);
  const friday = await app.ok<Campaign>('POST', '/campaigns', { name: 'Sexta', items: [item(1, '2026-03-06', '2026-03-06')] });
  await app.ok('PATCH', `/locations/${shop.id}`, { default_campaign_id: always.id });
  const { id } = await player(app, 'Tela', shop.id);
  const candidate = { campaign_id: friday.id, location_id: shop.id, start_date: '2026-03-01', end_date: null };
  const window = { start: '2026-03-06T03:00:00Z', end: '2026-03-07T03:00:00Z' };
  const impact = await app.ok<ImpactAnswer>('POST', '/schedules/impact', { candidate, to: '2026-03-10T00:00:00Z' });
  expect(impact.locations[0]?.windows).toMatchObject([window]);

  await schedule(app, friday.id, shop.id);
  const reach = await app.ok<ReachAnswer>('GET', `/schedules/reach?campaign_id=${friday.id}`);
  expect([reach.player_count, reach.first]).toEqual([1, window.start]);
  // Its draft counts when it is asked for, and is not what plays.
  const drafted = async (...items: object[]) => {
    await app.ok('PUT', `/campaigns/${friday.id}/draft`, { items });
    return app.ok<ReachAnswer>('GET', `/schedules/reach?campaign_id=${friday.id}&draft=1`);
  };
  expect((await drafted(item(1, '2026-06-01'))).player_count).toBe(0);
  expect(await drafted(item(1, '2026-03-04'))).toMatchObject({ player_count: 1, first: '2026-03-04T03:00:00Z' });
  expect((await app.ok<ReachAnswer>('GET', `/schedules/reach?campaign_id=${friday.id}`)).first).toBe(window.start);
  const playing = async (at: string) => app.ok<PlayerProgramme>('GET', `/players/${id}/programme?at=${at}`);
  const before = await playing('2026-03-06T02:59:59Z');
  expect(before.now).toMatchObject({ campaign_id: always.id, empty: false, until: window.start });
  expect(before.explain).toMatchObject([{ reason: 'nothing_valid', params: { date: '2026-03-05' } }]);
  expect((await playing(window.start)).now).toMatchObject({ campaign_id: friday.id, until: window.end });
  const asked = await app.ok<{ campaign_id: number; until: string }>('GET', `/schedules/explain?location_id=${shop.id}&at=${now}`);
  expect(asked).toMatchObject({ campaign_id: always.id, until: window.start });

  // Nothing stands behind the default: it says that it is empty.
  await app.ok('PATCH', `/locations/${shop.id}`, { default_campaign_id: friday.id });
  expect((await playing(window.end)).now).toMatchObject({ campaign_id: friday.id, schedule_id: null, empty: true });
});
