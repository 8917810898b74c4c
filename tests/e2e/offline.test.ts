import { join } from 'node:path';
import type { Campaign } from '@tvs/protocol';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Card, card, cardOnGlass, sees } from '../support/colour-cards.ts';
import { keptByWorker, Screen, Shop } from '../support/shop.ts';

const ZONE = 'Europe/Lisbon';
const MINUTE = 60_000;
const DAY = 86_400_000;

/** Beyond both changes of the clock: on this day one picture of a campaign is over, on the next another begins. */
const lastDay = Math.floor(Date.now() / DAY + 420) * DAY;
const dateOf = (day: number) => new Date(day).toISOString().slice(0, 10);

let shop: Shop;
let screen: Screen;

beforeAll(async () => {
  shop = await Shop.open({ timezone: ZONE });
  screen = new Screen(join(shop.folder, 'profile'));
  const campaigns = Object.fromEntries(
    await Promise.all(
      (['red', 'green', 'blue', 'yellow', 'grey'] as const).map(async name => {
        const content = await shop.content(`${name}.png`, await card(name));
        return [name, await shop.campaign(name, [content])] as const;
      }),
    ),
  ) as Record<Card, Awaited<ReturnType<Shop['campaign']>>>;
  await shop.schedule(campaigns.grey, { priority: -1 });
  await shop.schedule(campaigns.red, { start_time: '00:00', end_time: '00:30' });
  await shop.schedule(campaigns.green, { start_time: '00:30', end_time: '02:30' });
  await shop.schedule(campaigns.blue, { start_time: '02:30', end_time: '03:00' });
  await shop.schedule(campaigns.yellow, { start_time: '09:00', end_time: '18:00', days_of_week: [1, 2, 3, 4, 5] });
  const [over] = campaigns.blue.items;
  const [begins] = campaigns.yellow.items;
  const items = [
    { content_id: over?.content_id, fit: 'fill', duration: 600, valid_until: dateOf(lastDay) },
    { content_id: begins?.content_id, fit: 'fill', duration: 600, valid_from: dateOf(lastDay + DAY) },
  ];
  const offers = await shop.ok<Campaign>('POST', '/campaigns', { name: 'ofertas', items });
  const night = { start_date: dateOf(lastDay), end_date: dateOf(lastDay), start_time: '22:00', end_time: '02:00' };
  await shop.schedule(offers, { priority: 5, ...night });
});

afterAll(async () => {
  await screen?.stop();
  await shop?.close();
});

/** The page's clock is the machine's plus `shift`: somebody set it. */
const movableClock = `{
  const Real = Date;
  globalThis.shift = Number(localStorage.getItem('test.shift') ?? 0);
  globalThis.Date = class extends Real {
    constructor(...args) { if (args.length === 0) super(Real.now() + shift); else super(...args); }
    static now() { return Real.now() + shift; }
  };
}`;

/** Sets the clock; `woken`: as after a sleep the page is told to look at it, else it has to find out. */
async function setClock(page: Page, instant: number, woken = true): Promise<void> {
  await page.evaluate(
    ([at, tell]) => {
      const changed = globalThis as unknown as { shift: number };
      changed.shift += at - Date.now();
      if (tell) document.dispatchEvent(new Event('visibilitychange'));
    },
    [instant, woken] as const,
  );
}

/** When, by the page's clock, something else is on the glass than now. */
function otherContent(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>(resolve => {
        const before = document.documentElement.dataset.contentId;
        new MutationObserver(() => {
          if (document.documentElement.dataset.contentId !== before) resolve(Date.now());
        }).observe(document.documentElement, { attributes: true });
      }),
  );
}

/** Ms that the zone is ahead of UTC. */
function offset(instant: number): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: ZONE, timeZoneName: 'longOffset' }).formatToParts(instant);
  const [, sign = '+', hours = '0', minutes = '0'] =
    /GMT([+-])(\d+):(\d+)/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE;
}

/** The next two changes of the clock in the zone, after tomorrow. Lisbon changes at a full hour of UTC. */
function edges(): { spring: number; autumn: number } {
  const found = { spring: 0, autumn: 0 };
  const first = Math.ceil(Date.now() / DAY + 2) * DAY;
  for (let at = first; at < first + 370 * DAY && !(found.spring && found.autumn); at += DAY / 24) {
    const step = offset(at) - offset(at - 1);
    if (step > 0) found.spring ||= at;
    if (step < 0) found.autumn ||= at;
  }
  return found;
}

/** A weekday at noon UTC, in winter or summer. */
function weekday(from: number): number {
  for (let at = Math.floor(from / DAY) * DAY + DAY / 2; ; at += DAY) if (![0, 6].includes(new Date(at).getUTCDay())) return at;
}

test('with the server killed and the browser started again, twenty instants over both changes of the clock show their picture', async () => {
  const first = await screen.start(`${shop.server.url}/player/?key=${shop.player.player_key}`);
  await first.locator('html[data-library="5/5"]').waitFor();
  await keptByWorker(first);
  await shop.server.end('SIGKILL');
  await screen.stop();

  const began = performance.now();
  const page = await screen.start(`${shop.server.url}/player/`, movableClock);
  await page.locator('html[data-state=playing]').waitFor();
  console.log(`playing ${Math.round(performance.now() - began)} ms after the browser was started, without a server`);
  expect(await page.locator('html[data-connection=offline]').count()).toBe(1);

  const { spring, autumn } = edges();
  const noon = weekday(Date.now() + DAY);
  // By hand, from the schedules: [what, instant, the card].
  const expected: [string, number, Card][] = [
    ['a weekday at noon', noon, 'yellow'],
    ['that evening', noon + 8 * 60 * MINUTE, 'grey'],
    ['a month ahead', weekday(noon + 29 * DAY), 'yellow'],
    // In winter Lisbon's clock is UTC's; at 01:00 it becomes 02:00.
    ['spring: the first minute of the day', spring - 60 * MINUTE, 'red'],
    ['spring: 00:29:50', spring - 31 * MINUTE + 50_000, 'red'],
    ['spring: 00:30', spring - 30 * MINUTE, 'green'],
    ['spring: 00:59:50, before the gap', spring - 10_000, 'green'],
    ['spring: 02:00, after the gap', spring, 'green'],
    ['spring: 02:29:50', spring + 30 * MINUTE - 10_000, 'green'],
    ['spring: 02:30', spring + 30 * MINUTE, 'blue'],
    ['spring: 03:00', spring + 60 * MINUTE, 'grey'],
    // In summer it is an hour ahead; 02:00 becomes 01:00 again.
    ['autumn: the first minute of the day', autumn - 120 * MINUTE, 'red'],
    ['autumn: 00:30', autumn - 90 * MINUTE, 'green'],
    ['autumn: the first 01:30', autumn - 30 * MINUTE, 'green'],
    ['autumn: the second 01:30', autumn + 30 * MINUTE, 'green'],
    ['autumn: 02:29:50', autumn + 90 * MINUTE - 10_000, 'green'],
    ['autumn: 02:30', autumn + 90 * MINUTE, 'blue'],
    ['autumn: 02:59:50', autumn + 120 * MINUTE - 10_000, 'blue'],
    ['autumn: 03:00', autumn + 120 * MINUTE, 'grey'],
    ['the Monday after', weekday(autumn + DAY), 'yellow'],
  ];
  expect(expected).toHaveLength(20);
  // Time runs forwards: a clock that is set back is another test.
  expected.sort((a, b) => a[1] - b[1]);
  for (const [index, [what, instant, name]] of expected.entries()) {
    await setClock(page, instant, index !== 1);
    await expect.poll(() => cardOnGlass(page), { message: what, timeout: 8000, interval: 50 }).toBe(name);
  }

  // Nobody touches the clock now: the change comes at its second, and no sooner.
  const day = Math.floor((expected.at(-1)?.[1] ?? 0) / DAY + 3) * DAY;
  const change = day - offset(day) + 30 * MINUTE;
  await setClock(page, change - 3000);
  await sees(page, 'red');
  expect(await otherContent(page)).toBeGreaterThanOrEqual(change);
  await sees(page, 'green');

  // Nor for an item of the campaign that stays on, over by its own date.
  const midnight = lastDay + DAY - offset(lastDay + DAY);
  await setClock(page, midnight - 3000);
  await sees(page, 'blue');
  expect(await otherContent(page)).toBeGreaterThanOrEqual(midnight);
  await sees(page, 'yellow');
});

test('a clock set back by hours or years takes nothing off the screen, and the machine may start in 1970', async () => {
  const { page } = screen;
  await setClock(page, weekday((await page.evaluate(() => Date.now())) + 2 * DAY));
  await sees(page, 'yellow');
  for (const back of [5 * 60 * MINUTE, 3 * 365 * DAY]) {
    const instant = (await page.evaluate(() => Date.now())) - back;
    await setClock(page, instant);
    await page.locator('html[data-state=playing]').waitFor();
    await sees(page, 'yellow');
  }
  await page.evaluate(at => localStorage.setItem('test.shift', String(at)), -Date.now());
  await page.reload({ waitUntil: 'commit' });
  await page.locator('html[data-state=playing]').waitFor();
  expect(await page.evaluate(() => new Date().getUTCFullYear())).toBe(1970);
  // It goes on in the days when its key was given, not in years before any schedule.
  expect(await cardOnGlass(page)).not.toBeNull();
});
