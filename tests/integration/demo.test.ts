import { prepareDemo } from '@tvs/server/demo';
import { campaigns, contents } from '@tvs/server/demo-network';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { content, settled, video } from '../support/make.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const prepare = () => prepareDemo(app.app, { base: app.url, signal: AbortSignal.timeout(60_000), say: () => {} });

test('the demo goes on where an earlier start was cut short, is whole, gives a screen that plays, and is made once', async () => {
  // What an earlier start had uploaded already: small files under the names of the demo's own, which take half a minute to draw.
  const [still, film] = [
    await sharp({ create: { width: 320, height: 180, channels: 3, background: 'teal' } })
      .jpeg()
      .toBuffer(),
    await video(1),
  ];
  for (const { art, title, film: seconds } of contents)
    await content(app, seconds ? `${art}.mp4` : `${art}.jpg`, seconds ? film : still, { title });
  const { playerKey } = await prepare();

  const { items } = await app.ok<{ items: { id: number }[] }>('GET', '/content?per_page=200');
  expect(items).toHaveLength(contents.length);
  for (const { id } of items) expect((await settled(app, id)).status).toBe('ready');
  expect(await app.ok('GET', '/campaigns')).toMatchObject({ total: campaigns.length });
  const { total } = await app.ok<{ total: number }>('GET', '/schedules');
  expect(total).toBe(campaigns.flatMap(({ schedules }) => schedules).length);
  const players = await app.ok<{ items: { id: number; name: string }[] }>('GET', '/players?q=Vitrine');
  const screen = players.items.find(({ name }) => name === 'Paulista · Vitrine 01');
  const { programme } = await app.ok<{ programme: { default_campaign_id: number | null } }>('GET', `/players/${screen?.id}/programme`);
  expect(programme.default_campaign_id).not.toBeNull();

  expect(await prepare()).toEqual({ playerKey });
  expect(await app.ok('GET', '/content')).toMatchObject({ total: contents.length });
});
