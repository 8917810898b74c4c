import { afterAll, beforeAll, expect, test } from 'vitest';
import { snapshot } from '../support/snapshot.ts';
import { makeWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.app.close());

/** Bodies and queries in which a manager of `here` names something of `elsewhere`. */
const cases: Record<string, (world: World) => [method: string, path: string, body?: unknown] | Promise<[string, string, unknown?]>> = {
  'a campaign for a location of elsewhere': w => ['POST', '/campaigns', { name: 'x', location_id: w.elsewhere.location.id }],
  'moving a campaign to elsewhere': w => ['PATCH', `/campaigns/${w.here.campaign.id}`, { location_id: w.elsewhere.location.id }],
  'a schedule at elsewhere': w => ['POST', '/schedules', rule(w.here.campaign.id, w.elsewhere.location.id)],
  'a schedule for everywhere': w => ['POST', '/schedules', rule(w.here.campaign.id, null)],
  'a schedule of a campaign of elsewhere': w => ['POST', '/schedules', rule(w.elsewhere.campaign.id, w.here.location.id)],
  'moving a schedule to elsewhere': w => ['PATCH', `/schedules/${w.here.schedule.id}`, { location_id: w.elsewhere.location.id }],
  'moving a schedule to everywhere': w => ['PATCH', `/schedules/${w.here.schedule.id}`, { location_id: null }],
  'giving a schedule a campaign of elsewhere': w => ['PATCH', `/schedules/${w.here.schedule.id}`, { campaign_id: w.elsewhere.campaign.id }],
  'checking a schedule at elsewhere': w => ['POST', '/schedules/check', rule(w.here.campaign.id, w.elsewhere.location.id)],
  'checking a campaign of elsewhere': w => ['POST', '/schedules/check', rule(w.elsewhere.campaign.id, w.here.location.id)],
  'checking in place of a schedule of elsewhere': w => [
    'POST',
    '/schedules/check',
    { ...rule(w.here.campaign.id, w.here.location.id), id: w.elsewhere.schedule.id },
  ],
  'the impact of a schedule at elsewhere': w => [
    'POST',
    '/schedules/impact',
    { candidate: rule(w.here.campaign.id, w.elsewhere.location.id) },
  ],
  'the impact of a campaign of elsewhere': w => [
    'POST',
    '/schedules/impact',
    { candidate: rule(w.elsewhere.campaign.id, w.here.location.id) },
  ],
  'the impact of removing a schedule of elsewhere': w => ['POST', '/schedules/impact', { candidate: null, id: w.elsewhere.schedule.id }],
  'the impact in place of a schedule of elsewhere': w => [
    'POST',
    '/schedules/impact',
    { candidate: { ...rule(w.here.campaign.id, w.here.location.id), id: w.elsewhere.schedule.id } },
  ],
  'the timeline of elsewhere': w => [
    'GET',
    `/schedules/timeline?location_id=${w.elsewhere.location.id}&from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z`,
  ],
  'an instant of elsewhere': w => ['GET', `/schedules/explain?location_id=${w.elsewhere.location.id}`],
  'the schedules of elsewhere': w => ['GET', `/schedules?location_id=${w.elsewhere.location.id}`],
  'the campaigns of elsewhere': w => ['GET', `/campaigns?location_id=${w.elsewhere.location.id}`],
  'the players of elsewhere': w => ['GET', `/players?location_id=${w.elsewhere.location.id}`],
  'a player at elsewhere': w => ['POST', '/players', { name: 'x', location_id: w.elsewhere.location.id }],
  'moving a player to elsewhere': w => ['PATCH', `/players/${w.here.player.id}`, { location_id: w.elsewhere.location.id }],
  'pairing a screen to elsewhere': async w => {
    const { code } = await w.app.ok<{ code: string }>('POST', '/player/pairing', {}, null);
    return ['POST', '/players/pair', { code, name: 'x', location_id: w.elsewhere.location.id }];
  },
  'a location’s default campaign': w => ['PATCH', `/locations/${w.here.location.id}`, { default_campaign_id: w.elsewhere.campaign.id }],
  'the system’s default campaign': w => ['PATCH', '/settings', { default_campaign_id: w.elsewhere.campaign.id }],
  'the numbers of elsewhere': w => ['GET', `/dashboard/stats?location_id=${w.elsewhere.location.id}`],
  'the dashboard’s players of elsewhere': w => ['GET', `/dashboard/players?location_id=${w.elsewhere.location.id}`],
  'the activity of elsewhere': w => ['GET', `/dashboard/activity?location_id=${w.elsewhere.location.id}`],
  'the alerts of elsewhere': w => ['GET', `/dashboard/alerts?location_id=${w.elsewhere.location.id}`],
  'the plays of elsewhere': w => ['GET', `/reports/plays?location_id=${w.elsewhere.location.id}`],
  'each play of elsewhere': w => ['GET', `/reports/plays/raw?location_id=${w.elsewhere.location.id}`],
  'the compliance of elsewhere': w => ['GET', `/reports/compliance?location_id=${w.elsewhere.location.id}`],
};

test.each(Object.keys(cases))('%s is refused to a manager of another place, and nothing changes', async name => {
  const [method, path, body] = (await cases[name]?.(world)) ?? ['GET', '/'];
  const before = await snapshot(world.app);
  const answer = await world.app.api(method, path, body, world.tokens.manager);
  expect([403, 404, 422], JSON.stringify(answer.body)).toContain(answer.status);
  expect(await snapshot(world.app)).toEqual(before);
});

test('a list without a filter shows a manager nothing of another place', async () => {
  const names = [world.elsewhere.campaign.name, world.elsewhere.player.name];
  for (const path of [
    '/campaigns',
    '/schedules',
    '/players',
    '/locations',
    '/dashboard/players',
    '/dashboard/activity',
    '/dashboard/alerts',
  ]) {
    const mine = await world.app.api(`GET`, path, undefined, world.tokens.manager);
    const all = await world.app.api(`GET`, path);
    expect([mine.status, all.status], path).toEqual([200, 200]);
    for (const name of names) expect(JSON.stringify(mine.body), path).not.toContain(name);
  }
});

/** What a report or a list answers when it is asked about one thing of another place. */
test('a filter by something of another place finds nothing', async () => {
  const { campaign, player } = world.elsewhere;
  for (const query of [
    `/schedules?campaign_id=${campaign.id}`,
    `/reports/plays?player_id=${player.id}`,
    `/reports/plays/raw?player_id=${player.id}`,
  ]) {
    const answer = await world.app.api<{ items?: unknown[] }>('GET', query, undefined, world.tokens.manager);
    if (answer.status === 200) expect(answer.body.items, query).toEqual([]);
    else expect([403, 404], query).toContain(answer.status);
  }
});

function rule(campaign_id: number, location_id: number | null) {
  return { campaign_id, location_id, start_date: '2026-01-01', priority: 9 };
}
