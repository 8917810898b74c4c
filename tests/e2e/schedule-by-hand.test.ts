import type { Campaign, ImpactAnswer, Location, Schedule } from '@tvs/protocol';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { openBrowser, shot, signedIn } from '../support/browser.ts';
import { card } from '../support/colour-cards.ts';
import { Keyboard } from '../support/keyboard.ts';
import { Shop } from '../support/shop.ts';

/** A Monday that is far enough away to be free of today. */
const monday = '2030-03-04';
let shop: Shop;
let browser: Browser;
let token: string;
let red: Campaign;
let blue: Campaign;

beforeAll(async () => {
  shop = await Shop.open({ timezone: 'UTC' });
  red = await shop.campaign('Café', [await shop.content('red.png', await card('red'))]);
  blue = await shop.campaign('Black Friday', [await shop.content('blue.png', await card('blue'))]);
  token = (await shop.ok<{ access_token: string }>('POST', '/auth/login', { username: 'admin', password: 'correct horse battery' }))
    .access_token;
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await shop.close();
});

async function openWeek(place = shop.location.id, date = monday, timezoneId = 'UTC'): Promise<Page> {
  const page = await signedIn(browser, token, { timezoneId });
  page.setDefaultTimeout(10_000);
  onTestFailed(async () =>
    console.log(
      await page.locator('[class*=_day_] button').evaluateAll(all => all.map(one => one.getAttribute('aria-label'))),
      (await shot(page, 'schedule-failed')) && '',
    ),
  );
  await page.goto(`${shop.server.url}/schedule?loc=${place}&date=${date}`);
  await page.getByRole('region', { name: 'Schedule', exact: true }).waitFor();
  return page;
}

const look = async (page: Page, name: string) => {
  if (process.env.TVS_SHOTS) await shot(page, `schedule-${name}`);
};
const schedules = async () => (await shop.ok<{ items: Schedule[] }>('GET', '/schedules?per_page=50')).items;

test('by mouse: a recurring schedule is drawn, made longer and moved; a tie is met and ended; what is beaten is hatched and says why', async () => {
  const page = await openWeek();
  // Tuesday, ten to half past twelve.
  await drawIn(page, 1, 10, 12.5);
  const form = page.getByRole('complementary', { name: 'New schedule' });
  await form.getByRole('combobox', { name: 'Campaign' }).or(form.getByLabel('Campaign')).first().click();
  await page.getByRole('option', { name: /Café/ }).click();
  expect(await form.getByLabel('From').inputValue()).toBe('10:00');
  expect(await form.getByLabel('Until').inputValue()).toBe('12:30');
  await form.getByLabel('Recurrence').click();
  await page.getByRole('option', { name: 'Weekly' }).click();
  await page.getByText(/^Plays .*Tuesday/).waitFor();
  await look(page, 'drawn');
  const planned = page.getByRole('button', { name: /^Café .* not saved yet$/ });
  await page.getByRole('button', { name: 'End of Café, 12:30' }).hover();
  await dragBy(page, page.getByRole('button', { name: 'End of Café, 12:30' }), 0, 42 * 1.5);
  await page.getByRole('button', { name: 'Café 10:00–14:00, Tuesday, Mar 5: not saved yet' }).waitFor();
  await dragBy(page, planned, await column(page), -42);
  await page.getByRole('button', { name: 'Café 09:00–13:00, Wednesday, Mar 6: not saved yet' }).waitFor();
  await look(page, 'moved');
  await form.getByRole('button', { name: /^Save/ }).click();
  await form.waitFor({ state: 'detached' });
  expect(await schedules()).toMatchObject([
    { campaign_name: 'Café', start_time: '09:00', end_time: '13:00', end_date: null, recurrence_rule: { freq: 'WEEKLY', byday: ['WE'] } },
  ]);

  // A second one over it: of the same rank, so that only age would decide.
  await drawIn(page, 2, 14, 16);
  await form.getByLabel('Campaign').first().click();
  await page.getByRole('option', { name: /Black Friday/ }).click();
  await dragBy(page, page.getByRole('button', { name: /^Black Friday 14:00–16:00, .*not saved yet$/ }), 0, -42 * 3);
  await page.getByRole('button', { name: /^Black Friday 11:00–13:00, .*not saved yet$/ }).waitFor();
  const tie = form.getByRole('region', { name: 'A tie with 1 schedule' });
  await tie.getByText('Café, first overlap').or(tie.getByText(/Café/)).first().waitFor();
  await form.getByRole('button', { name: /^Save/ }).click();
  const refused = form.getByRole('alert');
  await refused.getByText('A tie with 1 schedule').waitFor();
  await look(page, 'tie');
  const candidate = {
    campaign_id: blue.id,
    location_id: shop.location.id,
    start_date: '2030-03-06',
    end_date: '2030-03-06',
    start_time: '11:00',
    end_time: '13:00',
    priority: 1,
  };
  const impact = await shop.ok<ImpactAnswer>('POST', '/schedules/impact', { candidate });
  expect(impact).toMatchObject({
    player_count: 1,
    locations: [{ windows: [{ was: { campaign_id: red.id }, becomes: { campaign_id: blue.id } }] }],
  });
  await form.getByText('1 screen changes').waitFor();
  await refused.getByRole('button', { name: 'Raise to priority 1' }).click();
  await form.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Café Beaten by Black Friday, of greater priority. 11:00–13:00, Wednesday, Mar 6' }).waitFor();
  await page.getByRole('button', { name: 'Black Friday 11:00–13:00, Wednesday, Mar 6' }).waitFor();
  await look(page, 'beaten');
  // Too narrow to be read in its place: the whole stands beside it.
  await page.getByRole('button', { name: /^Café Beaten by/ }).hover();
  await page.getByRole('tooltip').getByText('Beaten by Black Friday, of greater priority.').waitFor();
  await look(page, 'card');

  // Where something takes the whole day one draws upon it; weekdays beside that day make it come back for good.
  const whole = { campaign_id: red.id, location_id: shop.location.id, start_date: '2030-03-09', end_date: '2030-03-09' };
  const { id } = await shop.ok<Schedule>('POST', '/schedules', whole);
  await page.getByRole('button', { name: 'Café all day, Saturday, Mar 9' }).waitFor();
  await drawIn(page, 5, 10, 12);
  expect(await form.getByLabel('From').inputValue()).toBe('10:00');
  expect(await form.getByRole('textbox', { name: 'Last day' }).inputValue()).not.toBe('');
  await form.getByText('Fri', { exact: true }).click();
  expect(await form.getByRole('textbox', { name: 'Last day' }).inputValue()).toBe('');
  await shop.ok('DELETE', `/schedules/${id}`);
  await page.context().close();
});

test('a month leads to a day, and any instant of it says what plays and why', async () => {
  const page = await openWeek();
  const keyboard = new Keyboard(page);
  await page.getByRole('radiogroup', { name: 'How much to show' }).getByText('Month').click();
  await page.getByRole('link', { name: 'Wednesday, March 6. Café 2 h, new. Black Friday 2 h, new', exact: true }).waitFor();
  await look(page, 'month');
  await keyboard.to(/Monday, March 4/);
  await keyboard.keys('ArrowRight', 'ArrowRight');
  expect((await keyboard.here()).name).toMatch(/Wednesday, March 6/);
  await keyboard.keys('ArrowDown');
  expect((await keyboard.here()).name).toMatch(/Wednesday, March 13\. Café 4 h\. gone: Black Friday/);
  await keyboard.keys('ArrowUp', 'Enter');
  await page.getByRole('button', { name: 'Café 09:00–11:00, Wednesday, Mar 6' }).waitFor();
  await look(page, 'day');
  await page.getByRole('button', { name: 'Ask for an instant' }).click();
  const panel = page.getByRole('complementary', { name: 'What plays at this instant' });
  await panel.getByLabel('Time').fill('11h30');
  await panel.getByLabel('Time').blur();
  const plays = panel.getByRole('region', { name: 'On the screen' });
  await plays.getByText('until Mar 6, 13:00').waitFor();
  await plays.getByText('Black Friday').waitFor();
  await panel.getByRole('region', { name: 'On, but beaten' }).getByText('Beaten by Black Friday, of greater priority.').waitFor();
  expect(new URL(page.url()).searchParams.get('at')).toBe('2030-03-06T11:30');
  await look(page, 'instant');
  await panel.getByRole('button', { name: /^Café/ }).click();
  await page.getByRole('complementary', { name: 'Café' }).getByLabel('From').waitFor();
  await page.context().close();
});

test('by keyboard alone: a recurring schedule is filled in, moved by the arrows and heard, made longer, and saved', async () => {
  const page = await openWeek();
  const keyboard = new Keyboard(page);
  await keyboard.press('Schedule', { role: 'button' });
  await keyboard.choose('Campaign', 'Black Friday', 'Bla');
  await keyboard.fill('First day', '2030-03-07');
  await keyboard.press('All day', { key: 'Space' });
  await keyboard.fill('From', '18:00');
  await keyboard.fill('Until', '20:00');
  await keyboard.choose('Recurrence', 'Weekly');
  await page.getByText(/^Plays .*Thursday/).waitFor();
  await keyboard.to(/^Black Friday 18:00–20:00, Thursday, Mar 7: not saved yet/, { back: true });
  await look(page, 'key-planned');
  await keyboard.keys('Space');
  await heard(page, 'Picked up Black Friday: Thursday, Mar 7, 18:00–20:00.');
  for (const [key, where] of [
    ['ArrowDown', 'Thursday, Mar 7, 18:15–20:15'],
    ['ArrowDown', 'Thursday, Mar 7, 18:30–20:30'],
    ['ArrowRight', 'Friday, Mar 8, 18:30–20:30'],
  ] as const) {
    await keyboard.keys(key);
    await heard(page, `Black Friday: ${where}.`);
  }
  await keyboard.keys('Space');
  await heard(page, 'Black Friday dropped: Friday, Mar 8, 18:30–20:30. Save it in the form.');
  await expect.poll(async () => (await keyboard.here()).name).toBe('Black Friday 18:30–20:30, Friday, Mar 8: not saved yet');
  await keyboard.to('End of Black Friday, 20:30');
  await keyboard.keys('Space');
  await heard(page, 'Picked up Black Friday');
  await keyboard.keys('Shift+ArrowDown');
  await heard(page, 'Black Friday: Friday, Mar 8, 18:30–21:30.');
  await keyboard.keys('Space');
  await page.getByRole('button', { name: 'Black Friday 18:30–21:30, Friday, Mar 8: not saved yet' }).waitFor();
  await look(page, 'key-moved');
  await keyboard.press(/^Save/, { role: 'button' });
  await page.getByRole('complementary').waitFor({ state: 'detached' });
  await keyboard.notLost('when the form was saved');
  expect(await schedules()).toContainEqual(
    expect.objectContaining({
      start_time: '18:30',
      end_time: '21:30',
      recurrence_rule: expect.objectContaining({ freq: 'WEEKLY', byday: ['FR'] }),
    }),
  );
  // Looked at and left, the form gives the keyboard back to the block.
  await keyboard.press('Black Friday 18:30–21:30, Friday, Mar 8');
  await page.getByRole('complementary').waitFor();
  await keyboard.keys('Escape');
  await page.getByRole('complementary').waitFor({ state: 'detached' });
  await expect.poll(async () => (await keyboard.here()).name).toBe('Black Friday 18:30–21:30, Friday, Mar 8');
  await page.getByRole('tooltip').getByText('Friday, Mar 8, 18:30–21:30').waitFor();
  // Given up: nothing is open, nothing changed.
  await keyboard.keys('Space');
  await heard(page, 'Picked up Black Friday: Friday, Mar 8, 18:30–21:30.');
  await keyboard.keys('ArrowDown', 'Escape');
  await heard(page, 'Black Friday is back: Friday, Mar 8, 18:30–21:30.');
  expect(await page.getByRole('complementary').count()).toBe(0);
  expect(keyboard.faults).toEqual([]);
  await page.context().close();
});

test('what takes whole days is moved by its name; what too many lose is one strip, whose list is read by keyboard', async () => {
  const busy = await shop.ok<Location>('POST', '/locations', { name: 'Busy', timezone: 'UTC' });
  const at = { location_id: busy.id, start_date: '2030-03-10', end_date: '2030-03-10', start_time: '12:00', end_time: '13:00' };
  for (let i = 0; i < 9; i++) await shop.schedule(i % 2 ? blue : red, { ...at, priority: i });
  await shop.schedule(red, { location_id: busy.id, start_date: '2030-03-09', end_date: '2030-03-09' });
  const page = await openWeek(busy.id);
  const keyboard = new Keyboard(page);
  const whole = page.getByRole('button', { name: 'Café all day, Saturday, Mar 9' });
  await dragBy(page, whole.locator('[data-grip]'), -(await column(page)), 0);
  await page.getByRole('button', { name: 'Café all day, Friday, Mar 8: not saved yet' }).waitFor();
  await page.getByRole('complementary').getByRole('button', { name: 'Cancel' }).click();
  await page
    .getByRole('button', { name: 'Leave' })
    .or(page.getByRole('button', { name: /Discard/ }))
    .click();
  await whole.waitFor();
  await keyboard.press('8 beaten schedules, Sunday, Mar 10, 12:00–13:00: open the list');
  await expect.poll(async () => (await keyboard.here()).name).toMatch(/^Black Friday 12:00–13:00/);
  await look(page, 'crowd');
  await keyboard.keys('ArrowDown');
  expect((await keyboard.here()).name).toMatch(/^Café 12:00–13:00 ?Priority 6\. Beaten by Café, of greater priority/);
  await keyboard.keys('ArrowDown', 'Enter');
  await page.getByRole('complementary', { name: 'Black Friday' }).waitFor();
  await keyboard.keys('Escape');
  await page.getByRole('complementary').waitFor({ state: 'detached' });
  await expect.poll(async () => (await keyboard.here()).name).toMatch(/^8 beaten schedules/);
  await page.context().close();
});

test('what somebody else changes while a hand holds it stays under the hand, and is not overwritten', async () => {
  const shared = await shop.ok<Location>('POST', '/locations', { name: 'Shared', timezone: 'UTC' });
  const { id } = await shop.schedule(red, {
    location_id: shared.id,
    start_date: '2030-03-06',
    end_date: '2030-03-06',
    start_time: '12:00',
    end_time: '14:00',
  });
  const page = await openWeek(shared.id);
  const block = page.getByRole('button', { name: 'Café 12:00–14:00, Wednesday, Mar 6' });
  const box = await block.boundingBox();
  if (!box) throw new Error('no block');
  const [x, y] = [box.x + 20, box.y + 20];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + 42, { steps: 4 });
  const heard = page.waitForResponse(response => response.url().includes('/schedules/timeline'));
  await shop.ok('PATCH', `/schedules/${id}`, { start_time: '16:00', end_time: '17:00' });
  await (await heard).finished();
  await page.mouse.move(x, y + 84, { steps: 4 });
  const held = await block.boundingBox();
  expect(Math.round((held?.y ?? 0) - box.y)).toBe(84);
  await page.mouse.up();
  await page.getByText('Café was changed meanwhile').waitFor();
  await page.getByRole('button', { name: 'Café 16:00–17:00, Wednesday, Mar 6' }).waitFor();
  expect(await page.getByRole('complementary', { name: 'Café' }).getByLabel('From').inputValue()).toBe('16:00');
  await look(page, 'meanwhile');
  expect(await shop.ok('GET', `/schedules/${id}`)).toMatchObject({ start_time: '16:00', end_time: '17:00' });
  await page.context().close();
});

test('a day on which the clock changes says so, and is drawn by the clock of the place, not of the browser', async () => {
  const york = await shop.ok<Location>('POST', '/locations', { name: 'York', timezone: 'America/New_York' });
  await shop.schedule(red, { location_id: york.id, start_time: '00:00', end_time: '04:00' });
  for (const [date, hours, words, zone] of [
    ['2026-11-01', '25 h day', 'happens twice', 'Europe/Berlin'],
    ['2027-03-14', '23 h day', 'skipped by the clock', 'America/New_York'],
  ] as const) {
    const page = await openWeek(york.id, date, zone);
    await page.getByText(hours).waitFor();
    await page.getByText(words).waitFor({ state: 'attached' });
    await page.getByRole('button', { name: /^Café 00:00–04:00, Sunday/ }).waitFor();
    await page.locator('section[tabindex]').evaluate(element => element.scrollTo(0, 0));
    await look(page, `clock-${date}`);
    // Sunday, above what plays there already.
    const [start, end] = [await pointAt(page, 6, 4.5), await pointAt(page, 6, 6)];
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(end.x, end.y, { steps: 6 });
    await page.mouse.up();
    const form = page.getByRole('complementary', { name: 'New schedule' });
    expect(await form.getByLabel('From').inputValue()).toBe('04:30');
    await form.getByLabel('From').fill('01:30');
    await form.getByLabel('Until').fill('02:30');
    await form.getByLabel('Until').blur();
    await page.getByRole('button', { name: /01:30–02:30, Sunday.*not saved yet|01:30–03:30, Sunday.*not saved yet/ }).waitFor();
    await page.context().close();
  }
});

/** What a screen reader says of a drag. */
const heard = (page: Page, words: string) => page.locator('[aria-live=assertive]', { hasText: words }).waitFor({ state: 'attached' });

/** Minutes of a day as they stand on the page. */
async function pointAt(page: Page, day: number, hour: number): Promise<{ x: number; y: number }> {
  const box = await page.locator('[class*=_day_]').nth(day).boundingBox();
  if (!box) throw new Error('no such day');
  return { x: box.x + box.width / 2, y: box.y + (hour / 24) * box.height };
}

async function drawIn(page: Page, day: number, from: number, to: number): Promise<void> {
  const [start, end] = [await pointAt(page, day, from), await pointAt(page, day, to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 6 });
  await look(page, 'drawing');
  await page.mouse.up();
}

async function column(page: Page): Promise<number> {
  return (await pointAt(page, 1, 0)).x - (await pointAt(page, 0, 0)).x;
}

async function dragBy(page: Page, what: Locator, x: number, y: number): Promise<void> {
  const box = await what.boundingBox();
  if (!box) throw new Error('nothing to drag');
  const [left, top] = [box.x + box.width / 2, box.y + Math.min(box.height / 2, 20)];
  await page.mouse.move(left, top);
  await page.mouse.down();
  await page.mouse.move(left + x / 2, top + y / 2, { steps: 4 });
  await page.mouse.move(left + x, top + y, { steps: 4 });
  await page.mouse.up();
}
