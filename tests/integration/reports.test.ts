import type { ComplianceReport, Play, PlayerDay, PlayReport, Problem } from '@tvs/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { type TestClock, testClock } from '../support/clock.ts';
import { campaign, content, location, picture, schedule } from '../support/make.ts';
import { deliver, play, type Screen, screen } from '../support/plays.ts';

let app: TestApp;
let clock: TestClock;
let north: { id: number };
let south: { id: number };
let shop: { id: number };
let one: Screen;
let two: Screen;
let three: Screen;
let poster: { id: number };
let formula: { id: number };
let summer: { id: number };

/** São Paulo is three hours behind UTC: its 5 March begins at 03:00Z. */
beforeAll(async () => {
  clock = testClock('2026-03-07T12:00:00Z');
  app = await startApp({ clock, env: { JWT_ACCESS_TOKEN_EXPIRES: '30d' } });
  north = await location(app, 'Norte', { timezone: 'America/Sao_Paulo' });
  shop = await location(app, '=Loja', { parent_id: north.id });
  south = await location(app, 'Sul', { timezone: 'Asia/Tokyo' });
  [one, two, three] = [await screen(app, 'Um', north.id), await screen(app, 'Dois', shop.id), await screen(app, 'Três', south.id)];
  poster = await content(app, 'poster.png', await picture('teal'), { title: 'Cartaz; "grande", São João' });
  formula = await content(app, 'formula.png', await picture('plum'), { title: '=HYPERLINK("http://evil","x")' });
  summer = await campaign(app, 'Verão');
  const at = (started_at: string, more = {}) => ({ started_at, content_id: poster.id, ...more });
  await deliver(app, one, [
    play(1, at('2026-03-05T02:59:59.999Z', { length: 1000 })),
    play(2, at('2026-03-05T03:00:00Z', { length: 2500, campaign_id: summer.id })),
    play(3, at('2026-03-06T02:59:59Z', { length: 4000, completed: false, reason: 'schedule', campaign_id: summer.id })),
    play(4, at('2026-03-06T03:00:00Z', { length: 8000, content_id: formula.id })),
    play(5, at('2199-01-01T00:00:00Z')),
  ]);
  await deliver(app, two, [play(1, at('2026-03-05T12:00:00Z', { length: 16_000 }))]);
  await deliver(app, three, [
    play(1, at('2026-03-05T12:00:00Z', { length: 32_000 })),
    play(2, at('2026-03-05T15:30:00Z', { length: 64_000 })),
  ]);
});
afterAll(async () => {
  for (const each of [one, two, three]) each.close();
  await app.close();
});

const report = (query: string, token?: string) => app.ok<PlayReport>('GET', `/reports/plays?${query}`, undefined, token);
const csv = async (path: string, token = app.token) => {
  const response = await fetch(`${app.url}/api${path}`, { headers: { authorization: `Bearer ${token}` } });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { response, bytes, lines: bytes.toString('utf8').split('\r\n') };
};
const small = ({ items }: PlayReport) =>
  items.map(({ key, plays, completed, seconds, screens }) => [key, plays, completed, seconds, screens]);

describe('plays added up', () => {
  test('by content, a day being that of the location asked for', async () => {
    const found = await report(`from=2026-03-05&to=2026-03-05&location_id=${north.id}`);
    expect(found).toMatchObject({ group_by: 'content', from: '2026-03-05', to: '2026-03-05', timezone: 'America/Sao_Paulo', total: 1 });
    expect(small(found)).toEqual([[String(poster.id), 3, 2, 22.5, 2]]);
    expect(found.totals).toEqual({ plays: 3, completed: 2, seconds: 22.5, screens: 2, clock_suspect: 0 });
    const tokyo = await report(`from=2026-03-05&to=2026-03-05&location_id=${south.id}`);
    // 15:30Z is the next morning there.
    expect([tokyo.timezone, small(tokyo)]).toEqual(['Asia/Tokyo', [[String(poster.id), 1, 1, 32, 1]]]);
  });

  test('by day, campaign, player and location', async () => {
    const span = `from=2026-03-04&to=2026-03-06&location_id=${north.id}`;
    expect(small(await report(`${span}&group_by=day&sort=key`))).toEqual([
      ['2026-03-04', 1, 1, 1, 1],
      ['2026-03-05', 3, 2, 22.5, 2],
      ['2026-03-06', 1, 1, 8, 1],
    ]);
    const campaigns = await report(`${span}&group_by=campaign`);
    expect(campaigns.items.map(({ id, name, plays }) => [id, name, plays])).toEqual([
      [null, null, 3],
      [summer.id, 'Verão', 2],
    ]);
    const players = await report(`${span}&group_by=player&sort=name`);
    expect(players.items.map(({ id, name, seconds }) => [id, name, seconds])).toEqual([
      [two.id, 'Dois', 16],
      [one.id, 'Um', 15.5],
    ]);
    const places = await report(`${span}&group_by=location&sort=seconds`);
    expect(places.items.map(({ id, name }) => [id, name])).toEqual([
      [north.id, 'Norte'],
      [shop.id, '=Loja'],
    ]);
  });

  test('only of one player, content or campaign; page by page', async () => {
    const span = 'from=2026-03-01&to=2026-03-31';
    expect((await report(`${span}&player_id=${two.id}`)).totals.plays).toBe(1);
    expect((await report(`${span}&content_id=${formula.id}`)).totals.plays).toBe(1);
    expect((await report(`${span}&campaign_id=${summer.id}`)).totals.plays).toBe(2);
    const pages = [1, 2, 3].map(page => report(`${span}&group_by=player&per_page=1&page=${page}&sort=-seconds`));
    expect((await Promise.all(pages)).map(found => [found.total, found.items[0]?.name])).toEqual([
      [3, 'Três'],
      [3, 'Dois'],
      [3, 'Um'],
    ]);
  });

  test('of the last 30 days unless others are asked for, in the system’s zone', async () => {
    const found = await report('');
    expect([found.from, found.to, found.totals.plays]).toEqual(['2026-02-06', '2026-03-07', 7]);
    expect(found.timezone).toBe((await app.ok<{ timezone: string }>('GET', '/settings')).timezone);
  });

  test('doubtful clocks are counted where their clock puts them, and said', async () => {
    const found = await report('from=2198-12-30&to=2199-01-02');
    expect(found.totals).toMatchObject({ plays: 1, clock_suspect: 1 });
  });

  test('over the day with a clock change: it is an hour shorter', async () => {
    const berlin = await location(app, 'Berlim', { timezone: 'Europe/Berlin' });
    const far = await screen(app, 'Berliner', berlin.id);
    await deliver(app, far, [
      play(1, { started_at: '2026-03-28T23:00:00Z' }),
      play(2, { started_at: '2026-03-29T21:59:59Z' }),
      play(3, { started_at: '2026-03-29T22:00:00Z' }),
    ]);
    const found = await report(`from=2026-03-28&to=2026-03-30&group_by=day&sort=key&location_id=${berlin.id}`);
    expect(found.items.map(({ key, plays }) => [key, plays])).toEqual([
      ['2026-03-29', 2],
      ['2026-03-30', 1],
    ]);
    far.close();
  });

  test.each([
    'sort=plays;drop table plays',
    'sort=-id',
    "group_by=content' or 1=1",
    "from=2026-01-01' or '1'='1",
    'from=2026-02-30',
    'location_id=1 or 1=1',
    'player_id=0x1',
    'format=xlsx',
    'locale=pt',
    'per_page=1000',
    'having=1',
  ])('refuses %s', async query => {
    for (const path of ['/reports/plays', '/reports/plays/raw', '/reports/compliance']) {
      if (path.endsWith('raw') && /^(sort|group_by|per_page)/.test(query)) continue;
      expect((await app.api('GET', `${path}?${new URLSearchParams(query)}`)).status, path).toBe(400);
    }
  });

  test.each([
    ['/reports/plays', 'from=2026-03-02&to=2026-03-01', 'to'],
    ['/reports/plays', 'from=2025-01-01&to=2026-03-01', 'from'],
    ['/reports/plays/raw', 'from=2024-01-01&to=2026-03-01', 'from'],
    ['/reports/compliance', 'from=2026-01-01&to=2026-03-01', 'from'],
  ])('%s?%s is too much', async (path, query, field) => {
    const answer = await app.api<Problem>('GET', `${path}?${query}`);
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([422, field]);
  });
});

describe('a file', () => {
  test('has a byte order mark, header and numbers in the reader’s language, and no cell that a spreadsheet would run', async () => {
    const { response, bytes, lines } = await csv(
      `/reports/plays?from=2026-03-01&to=2026-03-31&location_id=${north.id}&format=csv&locale=pt-BR&sort=-plays`,
    );
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="plays-by-content_2026-03-01_2026-03-31.csv"');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(lines).toEqual([
      '\ufeffId;Nome;Exibições;Completas;Segundos em tela;Telas;Relógio duvidoso',
      `${poster.id};"Cartaz; ""grande"", São João";4;3;23,5;2;0`,
      `${formula.id};"'=HYPERLINK(""http://evil"",""x"")";1;1;8;1;0`,
      '',
    ]);
  });

  test('neutralises every way to begin a formula', async () => {
    for (const name of ['+1', '-1', '@SUM(A1)', '＝1']) {
      const risky = await campaign(app, name);
      await deliver(app, one, [play(100 + risky.id, { campaign_id: risky.id, started_at: '2026-02-10T12:00:00Z' })]);
    }
    const { lines } = await csv('/reports/plays?from=2026-02-10&to=2026-02-10&group_by=campaign&format=csv&locale=en');
    const names = lines.slice(1, -1).map(line => line.split(',')[1]);
    expect(new Set(names)).toEqual(new Set(["'+1", "'-1", "'@SUM(A1)", "'＝1"]));
  });

  test('of single plays holds all of them, oldest first, whatever the page', async () => {
    const plays = Array.from({ length: 500 }, (_, index) => index);
    for (let part = 0; part < 3; part++)
      await deliver(
        app,
        three,
        plays.map(index =>
          play(1000 + part * 500 + index, { started_at: new Date(Date.parse('2026-01-10T00:00:00Z') + (index % 7) * 1000).toISOString() }),
        ),
      );
    const { response, lines } = await csv(`/reports/plays/raw?from=2026-01-09&to=2026-01-11&format=csv&locale=en&location_id=${south.id}`);
    expect(response.headers.get('content-disposition')).toContain('plays_2026-01-09_2026-01-11.csv');
    const rows = lines.slice(1, -1).map(line => line.split(','));
    expect(rows).toHaveLength(1500);
    expect(new Set(rows.map(row => row[0])).size).toBe(1500);
    const times = rows.map(row => Date.parse(row[1] ?? ''));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const seen: number[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = `from=2026-01-09&to=2026-01-11&per_page=400&location_id=${south.id}${cursor ? `&cursor=${cursor}` : ''}`;
      const page: { items: Play[]; next: string | null } = await app.ok('GET', `/reports/plays/raw?${query}`);
      seen.push(...page.items.map(item => item.id));
      cursor = page.next;
    }
    expect(seen.map(String)).toEqual(rows.map(row => row[0]));
  });
});

describe('planned against played', () => {
  let place: { id: number };
  let screens: Screen[];
  let shown: { id: number };

  beforeAll(async () => {
    place = await location(app, 'Planejada', { timezone: 'America/Sao_Paulo' });
    const [left, right] = [await screen(app, 'Esquerda', place.id), await screen(app, 'Direita', place.id)];
    screens = [left, right];
    shown = await campaign(app, 'Manhã');
    await schedule(app, shown.id, place.id, { start_time: '08:00', end_time: '10:00' });
    clock.moveTo(Date.parse('2026-03-10T03:00:00Z'));
    // 08:00 in São Paulo is 11:00Z: the left one shows all of 8 March and half of the 9th, the right one nothing.
    const minutes = (day: string, count: number, first: number) =>
      Array.from({ length: count }, (_, index) =>
        play(first + index, {
          started_at: new Date(Date.parse(`${day}T11:00:00Z`) + index * 60_000).toISOString(),
          length: 60_000,
          campaign_id: shown.id,
        }),
      );
    await deliver(app, left, [...minutes('2026-03-08', 120, 1), ...minutes('2026-03-09', 60, 200)]);
  });
  afterAll(() => {
    for (const each of screens) each.close();
  });

  const compliance = (query: string, token?: string) => app.ok<ComplianceReport>('GET', `/reports/compliance?${query}`, undefined, token);
  const rows = ({ items }: ComplianceReport) =>
    items.map(row => [row.name, row.planned_seconds, row.played_seconds, row.percent, row.silent_seconds]);

  test('by player, day, campaign and location', async () => {
    const query = `location_id=${place.id}&from=2026-03-08&to=2026-03-09`;
    const players = await compliance(query);
    expect(players).toMatchObject({ players: 2, timezone: 'America/Sao_Paulo', total: 2 });
    expect(rows(players)).toEqual([
      ['Direita', 14_400, 0, 0, 14_400],
      ['Esquerda', 14_400, 10_800, 75, 3600],
    ]);
    expect(rows(await compliance(`${query}&group_by=day&sort=key`))).toEqual([
      ['2026-03-08', 14_400, 7200, 50, 7200],
      ['2026-03-09', 14_400, 3600, 25, 10_800],
    ]);
    expect(rows(await compliance(`${query}&group_by=campaign`))).toEqual([['Manhã', 28_800, 10_800, 37.5, null]]);
    expect(rows(await compliance(`${query}&group_by=location`))).toEqual([['Planejada', 28_800, 10_800, 37.5, 18_000]]);
    expect(players.totals).toEqual({ planned_seconds: 28_800, played_seconds: 10_800, percent: 37.5, silent_seconds: 18_000 });
  });

  test('asks nothing of a player before it was there, nor of the time to come', async () => {
    const [left] = screens;
    const before = await compliance(`player_id=${left?.id}&from=2026-03-01&to=2026-03-07`);
    // Made on the 7th at 12:00Z, an hour before the campaign ended.
    expect(before.totals).toMatchObject({ planned_seconds: 3600, played_seconds: 0 });
    const after = await compliance(`player_id=${left?.id}&from=2026-03-10&to=2026-03-20`);
    expect(after.totals).toEqual({ planned_seconds: 0, played_seconds: 0, percent: null, silent_seconds: 0 });
  });

  test('as a file', async () => {
    const { lines } = await csv(`/reports/compliance?location_id=${place.id}&from=2026-03-08&to=2026-03-09&format=csv&locale=en`);
    expect(lines).toEqual([
      '\ufeffId,Name,Planned seconds,Played seconds,Per cent,Planned seconds without any play',
      `${screens[1]?.id},Direita,14400,0,0,14400`,
      `${screens[0]?.id},Esquerda,14400,10800,75,3600`,
      '',
    ]);
    const portuguese = await csv(
      `/reports/compliance?location_id=${place.id}&from=2026-03-08&to=2026-03-09&group_by=location&format=csv&locale=pt-BR`,
    );
    expect(portuguese.lines.slice(1)).toEqual([`${place.id};Planejada;28800;10800;37,5;18000`, '']);
  });

  test('of more than 500 players at once is refused', async () => {
    const crowd = await location(app, 'Multidão');
    const { db } = app.app.context;
    const [{ max }] = await db
      .selectFrom('players')
      .select(eb => eb.fn.max('id').as('max'))
      .execute()
      .then(found => found as [{ max: number }]);
    const now = clock.now();
    const row = (index: number) => ({
      name: `T${index}`,
      player_key_hash: `crowd ${max + index}`,
      location_id: crowd.id,
      device_type: 'web',
      system_info: '{}',
      search: '',
      created_at: now,
      updated_at: now,
    });
    await db
      .insertInto('players')
      .values(Array.from({ length: 501 }, (_, index) => row(index)))
      .execute();
    const answer = await app.api<Problem>('GET', `/reports/compliance?location_id=${crowd.id}`);
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([422, 'location_id']);
  });
});

test('people see the plays of their locations, also of a player that has moved away', async () => {
  const [here, shopOnly, elsewhere] = [
    await app.user('viewer', [north.id]),
    await app.user('manager', [shop.id]),
    await app.user('viewer', [south.id]),
  ];
  const span = 'from=2026-03-01&to=2026-03-31&group_by=player&sort=name';
  const names = async (token: string) => (await report(span, token)).items.map(item => item.name);
  expect(await names(shopOnly.token)).toEqual(['Dois']);
  expect(await names(elsewhere.token)).toEqual(['Três']);
  expect(await names(here.token)).toEqual(['Dois', 'Um']);
  await app.ok('PATCH', `/players/${two.id}`, { location_id: south.id });
  expect(await names(shopOnly.token)).toEqual(['Dois']);
  expect(await names(elsewhere.token)).toEqual(['Três']);
  expect((await csv(`/reports/plays/raw?from=2026-03-01&to=2026-03-31&format=csv`, shopOnly.token)).lines).toHaveLength(3);
  const status = async (path: string, token: string | null) => (await app.api('GET', path, undefined, token)).status;
  for (const path of ['/reports/plays', '/reports/plays/raw', '/reports/compliance']) {
    expect([await status(path, null), await status(path, one.token), await status(path, here.token)], path).toEqual([401, 403, 200]);
    expect(await status(`${path}?location_id=${south.id}`, here.token), path).toBe(404);
    expect(await status(`${path}?location_id=999999`, app.token), path).toBe(404);
  }
  expect(await status(`/reports/compliance?player_id=${three.id}`, here.token)).toBe(404);
});

test('a day of one player: its plan beside its journal, in the zone and length of its place', async () => {
  const lisbon = await location(app, 'Lisboa', { timezone: 'Europe/Lisbon' });
  clock.moveTo(Date.parse('2026-03-29T06:00:00Z'));
  const screenThere = await screen(app, 'Lisboeta', lisbon.id);
  const [news, sale] = [await campaign(app, 'Jornal', [poster.id]), await campaign(app, 'Saldos', [poster.id])];
  await schedule(app, news.id, lisbon.id, { start_time: '08:00', end_time: '10:00' });
  // Clocks are put forward there on this day at 1:00: 8:00 is 7:00Z, and the day has 23 hours.
  const row = (seq: number, started_at: string, minutes: number, more = {}) =>
    play(seq, { started_at, length: minutes * 60_000, content_id: poster.id, campaign_id: news.id, ...more });
  clock.moveTo(Date.parse('2026-03-29T08:30:00Z'));
  await deliver(app, screenThere, [
    row(1, '2026-03-29T07:00:00Z', 20, { completed: false, reason: 'stopped' }),
    row(2, '2026-03-29T07:30:00Z', 15),
    row(3, '2026-03-29T07:45:00Z', 5, { campaign_id: sale.id }),
    row(4, '2026-03-29T07:50:00Z', 30),
  ]);
  const day = (date = '') => app.ok<PlayerDay>('GET', `/players/${screenThere.id}/day${date && `?date=${date}`}`);
  const today = await day();
  expect(today).toMatchObject({
    date: '2026-03-29',
    timezone: 'Europe/Lisbon',
    from: '2026-03-29T00:00:00Z',
    to: '2026-03-29T23:00:00Z',
    until: '2026-03-29T08:30:00Z',
    planned_seconds: 80 * 60,
    kept_seconds: 65 * 60,
  });
  expect(today.planned.map(({ start, campaign_name }) => [start.slice(11, 16), campaign_name])).toEqual([
    ['00:00', null],
    ['07:00', 'Jornal'],
    ['09:00', null],
  ]);
  expect(today.played.map(({ start, campaign_name, plays }) => [start.slice(11, 16), campaign_name, plays])).toEqual([
    ['07:00', 'Jornal', 1],
    ['07:30', 'Jornal', 1],
    ['07:45', 'Saldos', 1],
    ['07:50', 'Jornal', 1],
  ]);
  expect(
    today.differences.map(({ kind, start, end, shown_name, reason }) => [kind, start.slice(11, 16), end.slice(11, 16), shown_name, reason]),
  ).toEqual([
    ['nothing', '07:20', '07:30', null, 'stopped'],
    ['other', '07:45', '07:50', 'Saldos', null],
    ['waiting', '08:20', '08:30', null, null],
  ]);
  // Before it was added nothing was asked of it.
  expect(await day('2026-03-06')).toMatchObject({ played: [], differences: [], planned_seconds: 0 });
  expect(await day('2026-04-20')).toMatchObject({ differences: [], planned: [{}, { campaign_name: 'Jornal' }, {}] });
  expect((await app.api('GET', `/players/${screenThere.id}/day?date=2026-02-30`)).status).toBe(400);
  screenThere.close();
});
