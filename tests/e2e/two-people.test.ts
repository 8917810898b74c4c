import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Campaign, Content, PlayerWithKey, ReachAnswer, Schedule, Settings } from '@tvs/protocol';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { openBrowser, shot, signedIn } from '../support/browser.ts';
import { card } from '../support/colour-cards.ts';
import { Operator } from '../support/operator.ts';
import { type ServerProcess, startServer } from '../support/process.ts';

const password = 'correct horse battery';
let folder: string;
let server: ServerProcess;
let browser: Browser;
let place: { id: number };
let contents: Content[];
const operator = new Operator(() => server.url);
const env = () => ({ TVS_DATA_DIR: join(folder, 'data'), TVS_ADMIN_PASSWORD: password });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tvs-two-'));
  server = await startServer(env());
  await operator.signIn(password);
  const made: Content[] = [];
  for (const [at, name] of (['red', 'green', 'blue', 'yellow', 'grey', 'red', 'green', 'blue'] as const).entries()) {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(await card(name, 20_000 + at))]), `${at + 1} ${name}.png`);
    made.push(await operator.call<Content>('POST', '/content/upload', form));
  }
  contents = [];
  for (const { id } of made) contents.push(await operator.ready(id));
  place = await operator.call('POST', '/locations', { name: 'Centre', timezone: 'UTC' });
  await operator.call<PlayerWithKey>('POST', '/players', { name: 'Window', location_id: place.id });
  await operator.call('POST', '/users', { username: 'berta', email: 'berta@example.com', password, role: 'admin' });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server.end();
  await rm(folder, { recursive: true, force: true });
});

/** A person at a browser of their own. */
async function person(username: string, path: string): Promise<Page> {
  const { access_token } = await operator.call<{ access_token: string }>('POST', '/auth/login', { username, password });
  const page = await signedIn(browser, access_token);
  page.setDefaultTimeout(12_000);
  onTestFailed(() =>
    shot(page, `two-failed-${username}`).then(
      () => undefined,
      () => undefined,
    ),
  );
  await page.goto(`${server.url}${path}`);
  return page;
}

const look = async (page: Page, name: string) => {
  if (process.env.TVS_SHOTS) await shot(page, `two-${name}`);
};
const campaignOf = (name: string) =>
  operator.call<Campaign>('POST', '/campaigns', { name, items: contents.map(({ id }) => ({ content_id: id, duration: 5 })) });
const read = (campaign: Campaign) => operator.call<Campaign>('GET', `/campaigns/${campaign.id}`);
const order = (items: readonly { content_id: number }[] | undefined) =>
  items?.map(({ content_id }) => contents.findIndex(({ id }) => id === content_id) + 1);
const item = (page: Page, at: number, title: string) =>
  page.getByRole('region', { name: 'Sequence' }).getByRole('button', { name: new RegExp(`^Item ${at} of 8: ${title},`) });
const drafted = (campaign: Campaign) => expect.poll(async () => order((await read(campaign)).draft?.items), { timeout: 10_000 });

test('a campaign of eight: two people arrange it, neither loses anything unknowingly; it is undone, previewed, and published where the API says', async () => {
  const campaign = await campaignOf('Opening');
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  await operator.call('POST', '/schedules', { campaign_id: campaign.id, location_id: place.id, start_date: tomorrow, start_time: '09:00' });
  const path = `/campaigns/${campaign.id}`;
  const [ana, berta] = [await person('admin', path), await person('berta', path)];

  await dragOnto(ana, item(ana, 1, '1 red'), item(ana, 4, '4 yellow'));
  await item(ana, 4, '1 red').waitFor();
  await drafted(campaign).toEqual([2, 3, 4, 1, 5, 6, 7, 8]);
  await ana.getByRole('button', { name: 'Undo' }).click();
  await item(ana, 1, '1 red').waitFor();
  await drafted(campaign).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  await ana.getByRole('button', { name: 'Redo' }).click();
  await drafted(campaign).toEqual([2, 3, 4, 1, 5, 6, 7, 8]);

  // Berta began before: what she sees is told to be old as soon as it is, and nothing of hers is saved over it.
  const told = berta.getByRole('alert', { name: 'Someone else changed this meanwhile' });
  await told.waitFor();
  await look(berta, 'campaign-told');
  await told.getByText('1 red').first().waitFor();
  await told.getByRole('button', { name: 'Load theirs' }).click();
  await item(berta, 4, '1 red').waitFor();
  // Now both at once: Berta takes hers.
  await dragOnto(berta, item(berta, 8, '8 blue'), item(berta, 1, '2 green'));
  await drafted(campaign).toEqual([8, 2, 3, 4, 1, 5, 6, 7]);
  const mine = ana.getByRole('alert', { name: 'Someone else changed this meanwhile' });
  await mine.waitFor();
  await dragOnto(ana, item(ana, 8, '8 blue'), item(ana, 7, '7 green'));
  await ana.waitForTimeout(1500);
  expect(order((await read(campaign)).draft?.items), 'nothing is saved before it is decided').toEqual([8, 2, 3, 4, 1, 5, 6, 7]);
  await mine.getByRole('button', { name: 'Save mine anyway' }).click();
  await drafted(campaign).toEqual([2, 3, 4, 1, 5, 6, 8, 7]);
  await berta.context().close();

  const preview = ana.getByRole('region', { name: 'Preview of the campaign' });
  const playing = (title: string) =>
    ana.getByRole('region', { name: 'Sequence' }).locator('li[data-playing]', { hasText: title }).waitFor();
  await item(ana, 5, '5 grey').click();
  await playing('5 grey');
  await preview.getByRole('button', { name: 'Next' }).click();
  await playing('6 red');

  const reach = await operator.call<ReachAnswer>('GET', `/schedules/reach?campaign_id=${campaign.id}`);
  expect(reach).toMatchObject({ player_count: 1, first: `${tomorrow}T09:00:00Z` });
  await ana.getByRole('button', { name: 'Publish', exact: true }).click();
  const card = ana.getByRole('dialog', { name: 'What publishing changes' });
  await card.getByText('1 screen changes').waitFor();
  await card.getByText('Centre').waitFor();
  await card.getByText(/09:00/).waitFor();
  await look(ana, 'publish');
  await card.getByRole('button', { name: 'Publish on 1 screen' }).click();
  await ana.getByText('“Opening” published').first().waitFor();
  expect(order((await read(campaign)).items)).toEqual([2, 3, 4, 1, 5, 6, 8, 7]);
  await ana.context().close();
});

test('a schedule and the settings, edited by two: the second is told, sees what changed, and takes either', async () => {
  const campaign = await campaignOf('Morning');
  const schedule = await operator.call<Schedule>('POST', '/schedules', {
    campaign_id: campaign.id,
    location_id: place.id,
    start_date: '2030-03-04',
    end_date: '2030-03-04',
    start_time: '08:00',
    end_time: '10:00',
    priority: 3,
  });
  const now = () => operator.call<Schedule>('GET', `/schedules/${schedule.id}`);
  const path = `/schedule?loc=${place.id}&date=2030-03-04&edit=${schedule.id}`;
  const [ana, berta] = [await person('admin', path), await person('berta', path)];
  const form = (page: Page) => page.getByRole('complementary', { name: 'Morning' });
  await form(berta).getByLabel('Priority').fill('7');
  await form(ana).getByLabel('Until').fill('11:00');
  await form(ana).getByRole('button', { name: /^Save/ }).click();
  await form(ana).waitFor({ state: 'detached' });
  await form(berta).getByLabel('Until').fill('12:00');
  await form(berta).getByRole('button', { name: /^Save/ }).click();
  const told = form(berta).getByRole('alert', { name: 'admin changed this meanwhile' });
  await told.getByRole('row', { name: /11:00/ }).waitFor();
  await look(berta, 'schedule-told');
  expect(await now()).toMatchObject({ end_time: '11:00', priority: 3 });
  await told.getByRole('button', { name: 'Load theirs' }).click();
  expect(await form(berta).getByLabel('Until').inputValue()).toBe('11:00');
  // What she had typed is still to be read.
  await form(berta).getByText(/12:00/).first().waitFor();
  await form(berta).getByLabel('Priority').fill('8');
  await form(berta).getByRole('button', { name: /^Save/ }).click();
  await form(berta).waitFor({ state: 'detached' });
  expect(await now()).toMatchObject({ end_time: '11:00', priority: 8 });

  for (const page of [ana, berta]) await page.goto(`${server.url}/settings?tab=system`);
  const name = (page: Page) => page.getByLabel('Name of the system');
  await name(berta).fill('Hers');
  await name(ana).fill('His');
  await ana.getByLabel('Time of a picture').fill('12');
  const save = (page: Page) => page.locator('form').first().getByRole('button', { name: 'Save' });
  await save(ana).click();
  const settings = () => operator.call<Settings>('GET', '/settings');
  await expect.poll(async () => (await settings()).name).toBe('His');
  await save(berta).click();
  const notice = berta.getByRole('alert', { name: 'admin changed this meanwhile' });
  await notice.waitFor();
  await look(berta, 'settings-told');
  expect((await settings()).name).toBe('His');
  await notice.getByRole('button', { name: 'Save mine anyway' }).click();
  await expect.poll(settings).toMatchObject({ name: 'Hers', default_image_duration: 12 });
  for (const page of [ana, berta]) await page.context().close();
});

test('answers that get lost: a campaign is made once, and a publish that worked says so when the line is back', async () => {
  const page = await person('admin', '/campaigns');
  /** What is sent there arrives, and this many answers do not. */
  const losing = async (path: string, answers: number) => {
    await page.route(new URL(`/api${path}`, server.url).href, async route => {
      if (answers-- <= 0) return route.continue();
      await route.fetch();
      await route.abort();
    });
  };
  await losing('/campaigns', 3);
  await page.getByRole('button', { name: 'New campaign' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New campaign' });
  await dialog.getByRole('textbox').fill('Lost and found');
  await dialog.getByRole('textbox').press('Enter');
  await page.getByText('nothing is done twice').waitFor();
  await dialog.getByRole('textbox').press('Enter');
  await page.waitForURL(/\/campaigns\/\d+$/);
  expect((await operator.call<{ total: number }>('GET', '/campaigns?q=lost')).total).toBe(1);

  const { id } = await campaignOf('Told');
  await operator.call('PUT', `/campaigns/${id}/draft`, { items: contents.slice(1).map(content => ({ content_id: content.id })) });
  await losing(`/campaigns/${id}/publish`, 9);
  await page.goto(`${server.url}/campaigns/${id}`);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('button', { name: 'Publish now' }).click();
  await page.getByRole('heading', { name: '“Told” published' }).waitFor();
  const { items } = await operator.call<{ items: { action: string; resource_id: number }[] }>('GET', '/audit?resource=campaign');
  expect(items.filter(({ action, resource_id }) => action === 'publish' && resource_id === id)).toHaveLength(1);
  await page.context().close();
});

test('what is deleted under a form is said at once, by whom, and can be made anew with what was typed; so is a place in the address', async () => {
  const campaign = await campaignOf('Noon');
  const body = {
    campaign_id: campaign.id,
    location_id: place.id,
    start_date: '2031-03-03',
    start_time: '08:00',
    end_time: '10:00',
    priority: 9,
  };
  const { id } = await operator.call<Schedule>('POST', '/schedules', body);
  const berta = await person('berta', `/schedule?loc=${place.id}&date=2031-03-03&edit=${id}`);
  const until = berta.locator('aside').getByLabel('Until');
  await until.fill('11:00');
  await until.blur();
  await operator.call('DELETE', `/schedules/${id}`);
  await berta.getByRole('alert', { name: 'admin deleted this' }).waitFor();
  await berta.getByRole('button', { name: 'Create it again with this' }).click();
  await expect
    .poll(async () => (await operator.call<{ items: Schedule[] }>('GET', `/schedules?campaign_id=${campaign.id}`)).items)
    .toMatchObject([{ start_time: '08:00', end_time: '11:00' }]);
  await berta.goto(`${server.url}/reports?loc=999999`);
  await berta.getByRole('link', { name: 'See all locations' }).click();
  await expect.poll(() => berta.url()).toBe(`${server.url}/reports`);
  await berta.getByRole('heading', { name: 'Planned and played' }).waitFor();
});

test('the server goes and comes back under an open form and an open builder: it is said, nothing typed is lost, and all is live again', async () => {
  const campaign = await campaignOf('Evening');
  const builder = await person('admin', `/campaigns/${campaign.id}`);
  await item(builder, 8, '8 blue').waitFor();
  const page = await person('berta', '/settings?tab=users');
  await page.getByRole('button', { name: 'New user' }).click();
  const dialog = page.getByRole('dialog', { name: 'New user' });
  await dialog.getByLabel('Username').fill('carla');
  await dialog.getByLabel('E-mail').fill('carla@example.com');
  await dialog.getByLabel('Password').first().fill(password);
  // At rest, it has what it needs without a server.
  await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('EditorialsPage')));
  const port = String(server.port);
  await server.end('SIGKILL');
  for (const one of [page, builder]) await one.getByText(/^The server was lost/).waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Nothing you typed is lost').waitFor();
  await dragOnto(builder, item(builder, 1, '1 red'), item(builder, 2, '2 green'));
  await builder.getByText('Not saved: trying again').waitFor();
  await look(page, 'lost-dialog');
  await look(builder, 'lost-builder');
  server = await startServer({ ...env(), TVS_PORT: port });
  for (const one of [page, builder]) await one.getByText(/^The server was lost/).waitFor({ state: 'detached', timeout: 20_000 });
  expect(await dialog.getByLabel('Username').inputValue()).toBe('carla');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Edit carla' }).waitFor();
  await drafted(campaign).toEqual([2, 1, 3, 4, 5, 6, 7, 8]);
  await builder.getByText(/^saved at/).waitFor();
  // Live again, without a reload: what another does comes in by itself.
  await operator.call('POST', '/users', { username: 'dora', email: 'dora@example.com', password, role: 'viewer' });
  await page.getByRole('button', { name: 'Edit dora' }).waitFor();
  for (const one of [page, builder]) await one.context().close();
});

test('a session that ends under a form and a builder takes nothing along; somebody else in the next tab sees nothing of it', async () => {
  const campaign = await campaignOf('Night');
  const emil = await operator.call<{ id: number }>('POST', '/users', {
    username: 'emil',
    email: 'emil@example.com',
    password,
    role: 'admin',
  });
  const builder = await person('emil', `/campaigns/${campaign.id}`);
  await item(builder, 8, '8 blue').waitFor();
  const form = await builder.context().newPage();
  await form.goto(`${server.url}/settings?tab=users`);
  await form.getByRole('button', { name: 'New user' }).click();
  const dialog = form.getByRole('dialog', { name: 'New user' });
  await dialog.getByLabel('Username').fill('frieda');
  // A new role ends what was signed in before.
  await operator.call('PATCH', `/users/${emil.id}`, { role: 'manager' });
  await operator.call('PATCH', `/users/${emil.id}`, { role: 'admin' });
  const again = (page: Page) => page.getByRole('dialog', { name: 'Sign in again to go on' });
  for (const page of [form, builder]) await again(page).waitFor();
  await look(form, 'again');
  await again(form).getByRole('textbox', { name: 'Password' }).fill(password);
  await form.keyboard.press('Enter');
  // Signing in counts in every tab.
  for (const page of [form, builder]) await again(page).waitFor({ state: 'detached' });
  expect(await dialog.getByLabel('Username').inputValue()).toBe('frieda');
  await dragOnto(builder, item(builder, 1, '1 red'), item(builder, 2, '2 green'));
  await drafted(campaign).toEqual([2, 1, 3, 4, 5, 6, 7, 8]);
  // A draft that can't be saved is not left without a word.
  await builder.route(/\/draft$/, route => route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' }));
  await dragOnto(builder, item(builder, 3, '3 blue'), item(builder, 4, '4 yellow'));
  await builder.getByRole('link', { name: 'Players' }).first().click();
  await builder.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Go on editing' }).click();
  await builder.unroute(/\/draft$/);
  await drafted(campaign).toEqual([2, 1, 4, 3, 5, 6, 7, 8]);

  await operator.call('POST', '/users', { username: 'gina', email: 'gina@example.com', password, role: 'viewer' });
  await form.getByText('emil@example.com').first().waitFor();
  await builder.getByRole('button', { name: /emil/ }).click();
  await builder.getByRole('menuitem', { name: 'Sign out' }).click();
  for (const page of [form, builder]) await page.waitForURL(/sign-in/);
  await builder.getByLabel('Username').fill('gina');
  await builder.getByRole('textbox', { name: 'Password' }).fill(password);
  await builder.keyboard.press('Enter');
  await form.getByText('No location is yours yet').first().waitFor();
  expect(await form.locator('body').textContent()).not.toContain('@example.com');
  await form.context().close();
});

test('where no live line is let through, the page goes on by asking', async () => {
  const { access_token } = await operator.call<{ access_token: string }>('POST', '/auth/login', { username: 'admin', password });
  const page = await signedIn(browser, access_token);
  await page.routeWebSocket(/socket\.io/, line => line.close());
  await page.goto(`${server.url}/campaigns`);
  await page.getByText('Nothing comes in by itself at the moment.').waitFor({ timeout: 20_000 });
  await campaignOf('Made unheard');
  await page.getByText('Made unheard').first().waitFor({ timeout: 30_000 });
  await page.context().close();
});

/** Drags with the mouse as a hand does. */
async function dragOnto(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error('nothing to drag');
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(start.x + start.width / 2 + 10, start.y + start.height / 2, { steps: 3 });
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 10 });
  await page.mouse.up();
}
