import type { ImpactAnswer, PlayerProgramme, Problem, Schedule, ScheduleConflict } from '@tvs/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { testClock } from '../support/clock.ts';
import { campaign, content, location, picture, player, schedule } from '../support/make.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ clock: testClock('2026-03-02T12:00:00Z') });
});
afterAll(() => app.close());

const check = async (body: unknown) => (await app.ok<{ conflicts: ScheduleConflict[] }>('POST', '/schedules/check', body)).conflicts;

describe('who wins where two schedules meet', () => {
  test.each([
    ['a greater priority', { priority: 1 }, 'override', 'candidate'],
    ['a smaller priority', { priority: -1 }, 'override', 'existing'],
    ['the same priority, being newer', {}, 'conflict', 'candidate'],
  ])('%s', async (_, part, kind, wins) => {
    const shop = await location(app, 'Loja');
    const [old, fresh] = [await campaign(app, 'Velha'), await campaign(app, 'Nova')];
    const there = await schedule(app, old.id, shop.id);
    expect(await check({ campaign_id: fresh.id, location_id: shop.id, start_date: '2026-04-01', ...part })).toMatchObject([
      { schedule_id: there.id, kind, wins },
    ]);
  });

  test('at a store below, the store’s own; a stored candidate is as old as it is', async () => {
    const region = await location(app, 'Região');
    const shop = await location(app, 'Loja', { parent_id: region.id });
    const [a, b] = [await campaign(app, 'A'), await campaign(app, 'B')];
    const first = await schedule(app, a.id, shop.id);
    expect(await check({ campaign_id: b.id, location_id: region.id, start_date: '2026-04-01' })).toMatchObject([
      { schedule_id: first.id, kind: 'override', wins: 'existing' },
    ]);
    const second = await schedule(app, b.id, shop.id, { allow_conflicts: true });
    const again = { id: first.id, campaign_id: a.id, location_id: shop.id, start_date: '2026-01-01' };
    expect(await check(again)).toMatchObject([{ schedule_id: second.id, kind: 'conflict', wins: 'existing' }]);
  });

  test('a refusal names the campaign and the local time at which they first meet', async () => {
    const shop = await location(app, 'Loja', { timezone: 'America/Manaus' });
    const [old, fresh] = [await campaign(app, 'Almoço'), await campaign(app, 'Jantar')];
    await schedule(app, old.id, shop.id, { start_time: '11:00', end_time: '14:00' });
    const body = { campaign_id: fresh.id, location_id: shop.id, start_date: '2026-03-10', start_time: '13:30', end_time: '20:00' };
    const refused = await app.api<Problem>('POST', '/schedules', body);
    expect([refused.status, refused.body.detail]).toEqual([
      409,
      '“Almoço” plays there with the same rank at the same time, first on 2026-03-10 at 13:30 (America/Manaus).',
    ]);
    expect(refused.body.conflicts).toMatchObject([{ wins: 'candidate', first_overlap: { start: '2026-03-10T17:30:00Z' } }]);
  });

  test('a schedule of the last year that a date can name is looked at like any other', async () => {
    const shop = await location(app, 'Loja');
    const [old, fresh] = [await campaign(app, 'Fim'), await campaign(app, 'Recomeço')];
    const there = await schedule(app, old.id, shop.id);
    expect(await check({ campaign_id: fresh.id, location_id: shop.id, start_date: '9999-12-30' })).toMatchObject([
      { schedule_id: there.id, wins: 'candidate' },
    ]);
  });
});

describe('the impact of a schedule', () => {
  const ask = (body: unknown) => app.ok<ImpactAnswer>('POST', '/schedules/impact', body);

  test('without an end covers a fortnight from now, and names what is not saved yet by null', async () => {
    const shop = await location(app, 'Loja', { timezone: 'UTC' });
    await player(app, 'Tela', shop.id);
    const shown = await campaign(app, 'Já');
    const answer = await ask({ candidate: { campaign_id: shown.id, location_id: shop.id, start_date: '2026-03-10' } });
    expect(answer).toMatchObject({ from: '2026-03-02T12:00:00Z', to: '2026-03-16T12:00:00Z', player_count: 1 });
    expect(answer.locations[0]?.windows[0]?.becomes).toEqual({ schedule_id: null, campaign_id: shown.id, campaign_name: 'Já' });
  });

  test('of one that begins later covers a fortnight from its first occurrence, stored or not, in the first zone it comes to', async () => {
    const region = await location(app, 'Região', { timezone: 'America/Sao_Paulo' });
    const east = await location(app, 'Leste', { parent_id: region.id, timezone: 'Asia/Tokyo' });
    await player(app, 'Tela', east.id);
    const shown = await campaign(app, 'Natal');
    const candidate = { campaign_id: shown.id, location_id: region.id, start_date: '2026-12-01', start_time: '09:00', days_of_week: [3] };
    // The first Wednesday is 2 December; 09:00 in Tokyo comes before 09:00 in São Paulo.
    const span = { from: '2026-12-02T00:00:00Z', to: '2026-12-16T00:00:00Z', first_change: '2026-12-02T00:00:00Z', player_count: 1 };
    expect(await ask({ candidate })).toMatchObject(span);
    const { id } = await app.ok<Schedule>('POST', '/schedules', candidate);
    expect(await ask({ candidate: null, id })).toMatchObject(span);
    expect((await ask({ candidate: { ...candidate, is_active: false } })).from).toBe('2026-03-02T12:00:00Z');
    const given = { from: '2026-03-01T00:00:00Z', to: '2026-03-02T00:00:00Z' };
    expect(await ask({ candidate, ...given })).toMatchObject({ ...given, player_count: 0 });
  });
});

describe('what a player should show', () => {
  test('is explained with what is switched off along its chain, which its programme does not hold', async () => {
    const region = await location(app, 'Região');
    const shop = await location(app, 'Loja', { parent_id: region.id });
    const beside = await location(app, 'Vizinha', { parent_id: region.id });
    const screen = await player(app, 'Tela', shop.id);
    const shown = await campaign(app, 'Dia');
    const plays = await schedule(app, shown.id, shop.id);
    const read = () => app.ok<PlayerProgramme>('GET', `/players/${screen.id}/programme`);
    const { version } = await read();
    const off = await campaign(app, 'Guardada');
    const above = await schedule(app, off.id, region.id, { is_active: false, start_date: '2027-01-01' });
    const here = await schedule(app, shown.id, shop.id, { is_active: false });
    await schedule(app, off.id, beside.id, { is_active: false });
    const answer = await read();
    const mine = answer.explain.filter(({ schedule_id }) => [plays.id, above.id, here.id].includes(schedule_id));
    expect(mine).toMatchObject([
      { schedule_id: plays.id, verdict: 'plays' },
      { schedule_id: above.id, campaign_name: 'Guardada', verdict: 'off', detail: 'off: inactive', reason: 'inactive' },
      { schedule_id: here.id, campaign_name: 'Dia', verdict: 'off', detail: 'off: inactive' },
    ]);
    expect(answer.explain).toHaveLength(3);
    expect(answer.version).toBe(version);
    expect(answer.programme.programme.schedules.map(({ id }) => id)).toEqual([plays.id]);
  });

  test('says when the campaign that plays has nothing to show', async () => {
    const shop = await location(app, 'Loja');
    const screen = await player(app, 'Tela', shop.id);
    const now = async () => (await app.ok<PlayerProgramme>('GET', `/players/${screen.id}/programme`)).now;
    expect(await now()).toMatchObject({ campaign_id: null, empty: false });
    const shown = await campaign(app, 'Vazia');
    await schedule(app, shown.id, shop.id);
    expect(await now()).toMatchObject({ campaign_id: shown.id, empty: true });
    const { id } = await content(app, 'cartaz.png', await picture('red'));
    await app.ok('PATCH', `/campaigns/${shown.id}`, { content_order: [id] });
    expect(await now()).toMatchObject({ campaign_id: shown.id, empty: false });
  });
});
