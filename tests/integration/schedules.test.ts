import type { ExplainAnswer, ImpactAnswer, Problem, ReachAnswer, Schedule } from '@tvs/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { campaign, location, player, schedule } from '../support/make.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe('saving a schedule', () => {
  test('keeps the original fields and gives them back', async () => {
    const shop = await location(app, 'Loja');
    const shown = await campaign(app, 'Manhã');
    const body = {
      campaign_id: shown.id,
      location_id: shop.id,
      start_date: '2026-03-01',
      end_date: '2026-03-31',
      start_time: '08:00',
      end_time: '12:30:00',
      days_of_week: [5, 1, 1],
      priority: 3,
      recurrence_rule: { freq: 'WEEKLY', interval: 2, byday: ['FR'] },
    };
    const saved = await app.ok<Schedule>('POST', '/schedules', body);
    expect(saved).toMatchObject({ ...body, end_time: '12:30', days_of_week: [1, 5], campaign_name: 'Manhã', is_active: true });
    expect(await app.ok('GET', `/schedules/${saved.id}`)).toEqual(saved);
  });

  test('refuses what breaks a rule and names the field', async () => {
    const shop = await location(app, 'Regras');
    const shown = await campaign(app, 'Regras');
    const good = { campaign_id: shown.id, location_id: shop.id, start_date: '2026-03-01' };
    const wrong: [Record<string, unknown>, number, string][] = [
      [{ days_of_week: [] }, 422, 'days_of_week'],
      [{ start_date: '2026-02-30' }, 422, 'start_date'],
      [{ end_date: '2026-02-01' }, 422, 'end_date'],
      [{ start_time: '25:00' }, 422, 'start_time'],
      [{ campaign_id: 999_999 }, 422, 'campaign_id'],
      [{ location_id: 999_999 }, 422, 'location_id'],
      [{ recurrence_rule: { freq: 'DAILY', often: 3 } }, 400, 'recurrence_rule.often'],
      [{ recurrence_rule: { freq: 'HOURLY' } }, 422, 'recurrence_rule.freq'],
      [{ recurrence_rule: { freq: 'WEEKLY', byday: ['XX'] } }, 422, 'recurrence_rule.byday.0'],
      [{ priority: 1.5 }, 400, 'priority'],
      [{ colour: 'red' }, 400, 'colour'],
    ];
    for (const [part, status, path] of wrong) {
      const answer = await app.api<Problem>('POST', '/schedules', { ...good, ...part });
      expect([answer.status, answer.body.errors?.[0]?.path], JSON.stringify(part)).toEqual([status, path]);
    }
    expect((await app.ok<{ total: number }>('GET', `/schedules?campaign_id=${shown.id}`)).total).toBe(0);
  });

  test('meets 409 with the one of equal rank it overlaps, unless conflicts are allowed', async () => {
    const shop = await location(app, 'Disputa');
    const first = await campaign(app, 'Primeira');
    const second = await campaign(app, 'Segunda');
    const there = await schedule(app, first.id, shop.id, { start_date: '2030-01-01', start_time: '08:00', end_time: '12:00' });
    const body = {
      campaign_id: second.id,
      location_id: shop.id,
      start_date: '2030-01-10',
      end_date: '2030-01-12',
      start_time: '11:00',
      end_time: '13:00',
    };
    const refused = await app.api<Problem>('POST', '/schedules', body);
    expect(refused.status).toBe(409);
    expect(refused.body.conflicts).toMatchObject([{ schedule_id: there.id, campaign_name: 'Primeira', kind: 'conflict' }]);
    expect((await app.ok<{ conflicts: unknown[] }>('POST', '/schedules/check', body)).conflicts).toHaveLength(1);
    expect((await app.api('POST', '/schedules', { ...body, priority: 1 })).status).toBe(201);
    expect((await app.api('POST', '/schedules', { ...body, allow_conflicts: true })).status).toBe(201);
  });
});

test('of all schedules those of some days are listed: neither what ended before nor what begins after', async () => {
  const shop = await location(app, 'Years');
  const shown = await campaign(app, 'Years');
  const spans = [
    ['2026-03-01', '2026-03-09'],
    ['2026-03-01', '2026-03-10'],
    ['2026-03-16', null],
    ['2026-03-17', null],
    ['2025-01-01', null],
  ] as const;
  for (const [index, [start_date, end_date]] of spans.entries())
    await schedule(app, shown.id, shop.id, { start_date, end_date, priority: index });
  const priorities = async (query: string) =>
    (await app.ok<{ items: Schedule[] }>('GET', `/schedules?campaign_id=${shown.id}&sort=priority&${query}`)).items.map(
      ({ priority }) => priority,
    );
  expect(await priorities('from=2026-03-10&to=2026-03-16')).toEqual([1, 2, 4]);
  expect(await priorities('from=2026-03-10')).toEqual([1, 2, 3, 4]);
  expect(await priorities('to=2026-03-10')).toEqual([0, 1, 4]);
  expect((await app.api('GET', '/schedules?from=2026-02-30')).status).toBe(400);
});

test('the impact of an edit lists the players and windows that then change, and no others', async () => {
  const region = await location(app, 'Região', { timezone: 'America/Manaus' });
  const north = await location(app, 'Norte', { parent_id: region.id });
  const south = await location(app, 'Sul', { parent_id: region.id, timezone: 'America/Sao_Paulo' });
  const apart = await location(app, 'Longe');
  const screens = [await player(app, 'N1', north.id), await player(app, 'S1', south.id), await player(app, 'L1', apart.id)];
  const base = await campaign(app, 'Base');
  const special = await campaign(app, 'Especial');
  await schedule(app, base.id, region.id, { priority: 0 });
  await schedule(app, base.id, south.id, { priority: 50 });
  const answer = await app.ok<ImpactAnswer>('POST', '/schedules/impact', {
    candidate: {
      campaign_id: special.id,
      location_id: region.id,
      start_date: '2030-06-01',
      end_date: '2030-06-01',
      start_time: '08:00',
      end_time: '10:00',
      priority: 10,
    },
    from: '2030-05-31T00:00:00Z',
    to: '2030-06-03T00:00:00Z',
  });
  expect(answer.player_count).toBe(1);
  expect(answer.first_change).toBe('2030-06-01T12:00:00Z');
  expect(answer.locations).toMatchObject([
    {
      location_id: north.id,
      timezone: 'America/Manaus',
      players: [{ id: screens[0]?.id, name: 'N1' }],
      windows: [
        {
          start: '2030-06-01T12:00:00Z',
          end: '2030-06-01T14:00:00Z',
          was: { campaign_name: 'Base' },
          becomes: { campaign_name: 'Especial' },
        },
      ],
    },
  ]);
});

test('the reach of a campaign: the screens it plays on in a fortnight, the soonest first, and none that it is beaten on', async () => {
  const region = await location(app, 'Alcance', { timezone: 'UTC' });
  const now = await location(app, 'Já', { parent_id: region.id });
  const later = await location(app, 'Depois', { parent_id: region.id });
  const beaten = await location(app, 'Perde', { parent_id: region.id });
  const empty = await location(app, 'Sem telas', { parent_id: region.id });
  for (const [name, place] of [
    ['A1', now],
    ['A2', now],
    ['B1', later],
    ['C1', beaten],
  ] as const)
    await player(app, name, place.id);
  const [shown, strong] = [await campaign(app, 'Alcança'), await campaign(app, 'Forte')];
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  await schedule(app, shown.id, region.id, { start_date: tomorrow, start_time: '09:00', end_time: '10:00' });
  await app.ok('PATCH', `/locations/${now.id}`, { default_campaign_id: shown.id });
  await schedule(app, strong.id, beaten.id, { priority: 9 });
  expect(empty.player_count).toBe(0);
  const reach = await app.ok<ReachAnswer>('GET', `/schedules/reach?campaign_id=${shown.id}`);
  expect(reach.locations).toEqual([
    { location_id: now.id, location_name: 'Já', timezone: 'UTC', player_count: 2, first: reach.from },
    { location_id: later.id, location_name: 'Depois', timezone: 'UTC', player_count: 1, first: `${tomorrow}T09:00:00Z` },
  ]);
  expect(reach).toMatchObject({ player_count: 3, first: reach.from });
  expect((await app.api('GET', '/schedules/reach?campaign_id=999999')).status).toBe(404);
});

test('an instant is explained: what plays until when, then what is beaten, then what is off', async () => {
  const chain = await location(app, 'Rede', { timezone: 'America/Sao_Paulo' });
  const shop = await location(app, 'Filial', { parent_id: chain.id });
  const [standing, lunch] = [await campaign(app, 'Institucional'), await campaign(app, 'Almoço')];
  const wide = await schedule(app, standing.id, chain.id, { start_date: '2031-01-01' });
  const noon = await schedule(app, lunch.id, shop.id, { start_date: '2031-01-01', start_time: '11:00', end_time: '14:00', priority: 2 });
  const path = `/schedules/explain?location_id=${shop.id}&at=`;
  const ask = (at: string) => app.ok<ExplainAnswer>('GET', path + at);
  const own = ({ explain, ...rest }: ExplainAnswer) => ({
    ...rest,
    explain: explain.filter(line => line.schedule_id === wide.id || line.schedule_id === noon.id),
  });
  expect(own(await ask('2031-01-05T15:00:00Z'))).toMatchObject({
    timezone: 'America/Sao_Paulo',
    at: '2031-01-05T15:00:00Z',
    schedule_id: noon.id,
    campaign_name: 'Almoço',
    until: '2031-01-05T17:00:00Z',
    explain: [
      { schedule_id: noon.id, verdict: 'plays' },
      { schedule_id: wide.id, verdict: 'beaten', reason: 'priority', params: { by: noon.id }, campaign_name: 'Institucional' },
    ],
  });
  expect(own(await ask('2031-01-05T18:00:00Z'))).toMatchObject({
    schedule_id: wide.id,
    explain: [
      { schedule_id: wide.id, verdict: 'plays' },
      { schedule_id: noon.id, verdict: 'off', reason: 'outside_hours', params: { from: '11:00', to: '14:00' } },
    ],
  });
  expect((await app.api('GET', `${path}yesterday`)).status).toBe(400);
  expect((await app.api('GET', '/schedules/explain?location_id=999999')).status).toBe(404);
});

test('a timeline is contiguous and names what plays; the span is bounded', async () => {
  const shop = await location(app, 'Linha', { timezone: 'America/Sao_Paulo' });
  const shown = await campaign(app, 'Almoço');
  await schedule(app, shown.id, shop.id, { start_date: '2031-01-01', start_time: '11:00', end_time: '14:00' });
  const ask = (from: string, to: string) => app.api('GET', `/schedules/timeline?location_id=${shop.id}&from=${from}&to=${to}`);
  const { body } = await ask('2031-01-05T03:00:00Z', '2031-01-06T03:00:00Z');
  expect(body).toMatchObject({
    timezone: 'America/Sao_Paulo',
    segments: [
      { start: '2031-01-05T03:00:00Z', end: '2031-01-05T14:00:00Z', campaign_id: null },
      { start: '2031-01-05T14:00:00Z', end: '2031-01-05T17:00:00Z', campaign_name: 'Almoço' },
      { start: '2031-01-05T17:00:00Z', end: '2031-01-06T03:00:00Z', campaign_id: null },
    ],
  });
  expect((await ask('2031-01-05T03:00:00Z', '2033-01-06T03:00:00Z')).status).toBe(422);
  expect((await ask('2031-01-05T03:00:00Z', '2031-01-04T03:00:00Z')).status).toBe(422);
});
