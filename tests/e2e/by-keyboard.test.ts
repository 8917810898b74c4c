import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Campaign, Command, Content, Location, PlayerProgramme, User } from '@tvs/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { openBrowser, shot } from '../support/browser.ts';
import { card } from '../support/colour-cards.ts';
import { Keyboard } from '../support/keyboard.ts';
import { Operator } from '../support/operator.ts';
import { PlayerProxy } from '../support/player-proxy.ts';
import { type ServerProcess, startServer } from '../support/process.ts';

const password = 'correct horse battery';
let folder: string;
let server: ServerProcess;
let browser: Browser;
const operator = new Operator(() => server.url);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tvs-keys-'));
  server = await startServer({ TVS_DATA_DIR: join(folder, 'data'), TVS_ADMIN_PASSWORD: password });
  await operator.signIn(password);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  expect(await server.end('SIGTERM'), server.output()).toBe(0);
  await rm(folder, { recursive: true, force: true });
});

async function openConsole(url = server.url): Promise<{ page: Page; keyboard: Keyboard }> {
  const context = await browser.newContext({
    locale: 'en-US',
    timezoneId: 'UTC',
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  onTestFailed(() =>
    shot(page, `keys-failed-${Date.now()}`).then(
      () => undefined,
      () => undefined,
    ),
  );
  await page.goto(url);
  return { page, keyboard: new Keyboard(page) };
}

async function signIn(keyboard: Keyboard, name: string): Promise<void> {
  await keyboard.page.getByRole('button', { name: 'Sign in' }).waitFor();
  await keyboard.fill('Username', name);
  await keyboard.fill('Password', password);
  await keyboard.keys('Enter');
  await keyboard.page.getByRole('navigation').first().waitFor();
}

const look = async (page: Page, name: string) => {
  if (process.env.TVS_SHOTS) await shot(page, `keys-${name}`);
};
const all = async <T>(path: string) => (await operator.call<{ items: T[] }>('GET', path)).items;

test('by keyboard alone, from nothing to a playing screen: ten files, one refused and one resumed; eight items in order; a screen paired, scheduled, commanded', async () => {
  const names = ['red', 'green', 'blue', 'yellow', 'grey', 'red', 'green', 'blue'] as const;
  const files = await Promise.all(names.map((name, at) => keep(`${at + 1} ${name}.png`, card(name, 20_000 + at))));
  files.push(await keep('wrong.mp4', Promise.resolve(Buffer.from('no film at all'))), await keep('large.png', card('grey', 12e6)));
  const proxy = await PlayerProxy.to(server.port);
  const { page, keyboard } = await openConsole(proxy.url);
  await signIn(keyboard, 'admin');
  await page.getByRole('heading', { name: 'Almost there: your first screen' }).waitFor();
  await look(page, '1-first');
  // Slow, so that the large one is cut in its middle.
  const line = await page.context().newCDPSession(page);
  await line.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 3e6 });
  const sent: { method: string; offset: string | undefined }[] = [];
  page.on('request', request => {
    if (request.url().includes('/content/uploads')) sent.push({ method: request.method(), offset: request.headers()['upload-offset'] });
  });
  const chooser = page.waitForEvent('filechooser');
  await keyboard.press('Upload files', { role: 'button' });
  await (await chooser).setFiles(files);
  await keyboard.press('Content', { role: 'link' });
  await page.getByRole('heading', { name: 'Content', exact: true }).waitFor();
  const tray = page.getByRole('region', { name: 'Uploads' });
  const large = tray.getByRole('listitem').filter({ hasText: 'large.png' });
  await expect
    .poll(
      async () =>
        Number(
          await large
            .getByRole('progressbar')
            .getAttribute('aria-valuenow')
            .catch(() => 0),
        ),
      { timeout: 20_000 },
    )
    .toBeGreaterThan(20);
  proxy.link(false);
  await page.getByText(/^The server was lost/).waitFor();
  await look(page, '2-cut');
  proxy.link(true);
  await large.getByText('Ready').waitFor();
  await tray.getByText('1 file did not get in').waitFor();
  await tray.getByRole('listitem').filter({ hasText: 'wrong.mp4' }).getByRole('alert').waitFor();
  await look(page, '2-uploaded');
  const contents = await all<Content>('/content?per_page=50');
  expect(contents.filter(({ status }) => status === 'ready')).toHaveLength(9);
  expect(
    sent.filter(({ method }) => method === 'POST'),
    'begun once',
  ).toHaveLength(1);
  expect(Number(sent.findLast(({ method }) => method === 'PATCH')?.offset), 'it went on where it stopped').toBeGreaterThan(0);

  await keyboard.press('Dashboard', { role: 'link' });
  await keyboard.press('Build a campaign', { role: 'link' });
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('Opening');
  await keyboard.keys('Enter');
  const sequence = page.getByRole('region', { name: 'Sequence' });
  for (const [at, name] of names.entries()) {
    await keyboard.press(`Add ${at + 1} ${name}`);
    await sequence.getByRole('button', { name: new RegExp(`^Item ${at + 1} of ${at + 1}: ${at + 1} ${name}`) }).waitFor();
  }
  await keyboard.to(/^Item 1 of 8: 1 red/);
  await keyboard.keys('Space');
  await heard(page, 'Picked up 1 red.');
  for (const to of [2, 3]) {
    await keyboard.keys('ArrowRight');
    await heard(page, `1 red is at place ${to} of 8.`);
  }
  await look(page, '3-dragging');
  await keyboard.keys('Space');
  await heard(page, '1 red dropped at place 3.');
  await sequence.getByRole('button', { name: /^Item 3 of 8: 1 red/ }).waitFor();
  await expect.poll(async () => (await keyboard.here()).name).toMatch(/^Item 3 of 8: 1 red/);
  await keyboard.keys('ControlOrMeta+z');
  await sequence.getByRole('button', { name: /^Item 1 of 8: 1 red/ }).waitFor();
  await keyboard.keys('ControlOrMeta+Shift+z');
  await sequence.getByRole('button', { name: /^Item 3 of 8: 1 red/ }).waitFor();
  await keyboard.press(/^Item 5 of 8: 5 grey/);
  await sequence.locator('li[data-playing]', { hasText: '5 grey' }).waitFor();
  await keyboard.press('Pause', { role: 'button' });
  await keyboard.to('Play');
  await page.getByText(/^saved at/).waitFor();
  await keyboard.press('Publish', { role: 'button' });
  await page.getByText('No screen plays this campaign').waitFor();
  await look(page, '3-publish');
  await keyboard.press('Publish now');
  await page.getByText('“Opening” published').first().waitFor();
  await keyboard.keys('Escape');
  await keyboard.notLost('when what was published is closed');
  const [campaign] = await all<Campaign>('/campaigns');
  const titles = (await operator.call<Campaign>('GET', `/campaigns/${campaign?.id}`)).items.map(({ content }) => content.title);
  expect(titles).toEqual(['2 green', '3 blue', '1 red', '4 yellow', '5 grey', '6 red', '7 green', '8 blue']);

  const screen = await (await browser.newContext({ locale: 'en-US', viewport: { width: 640, height: 360 } })).newPage();
  await screen.goto(`${server.url}/player`);
  await screen.locator('.pairing .code').getByText(/\w/).first().waitFor();
  const code = ((await screen.locator('.pairing .code').textContent()) ?? '').replace(/\s/g, '');
  await keyboard.press('Dashboard', { role: 'link' });
  await keyboard.press('Pair a screen', { role: 'link' });
  await page.getByRole('dialog').waitFor();
  await expect.poll(async () => (await keyboard.here()).name).toBe('Character 1 of 6');
  await page.keyboard.type(code);
  await keyboard.fill('Name of the screen', 'Window');
  await keyboard.fill('Name of the first location', 'Centre');
  await look(page, '4-pair');
  await keyboard.keys('Enter');
  await page.getByText('“Window” paired').first().waitFor();
  await screen.locator('html[data-state=idle]').waitFor();
  await keyboard.notLost('when the screen was paired');

  await keyboard.press('Dashboard', { role: 'link' });
  await keyboard.press('Schedule it for now', { role: 'link' });
  await page.getByText('1 screen changes').waitFor();
  await keyboard.press('Save on 1 screen');
  await screen.locator('html[data-state=playing]').waitFor();
  await keyboard.notLost('when the schedule was saved');
  await keyboard.press('Dashboard', { role: 'link' });
  await keyboard.press(/Window/, { role: 'link' });
  await page.getByRole('heading', { name: 'Window' }).first().waitFor();
  const commands = page.getByRole('region', { name: 'Commands' });
  await keyboard.press('Screenshot', { role: 'button' });
  await commands.getByRole('listitem').filter({ hasText: 'Screenshot' }).getByText(/^done/).waitFor();
  await keyboard.press('More commands', { role: 'button' });
  await page.getByRole('menuitem', { name: 'Next item' }).waitFor();
  await keyboard.keys('Escape');
  await expect.poll(async () => (await keyboard.here()).name).toBe('More commands');
  await keyboard.keys('Enter');
  await page.getByRole('menuitem', { name: 'Next item' }).waitFor();
  for (let step = 0; step < 12 && (await keyboard.here()).name !== 'Next item'; step += 1) await keyboard.keys('ArrowDown');
  await keyboard.keys('Enter');
  await commands.getByRole('listitem').filter({ hasText: 'Next item' }).getByText(/^done/).waitFor();
  const why = page.getByRole('region', { name: 'Why is this on?' });
  await why.getByText('Opening').waitFor();
  await look(page, '5-player');
  const { explain } = await operator.call<PlayerProgramme>('GET', '/players/1/programme');
  expect(explain).toMatchObject([{ verdict: 'plays', campaign_name: 'Opening' }]);
  expect((await all<Command>('/players/1/commands')).map(({ command, status }) => [command, status])).toEqual([
    ['next', 'done'],
    ['screenshot', 'done'],
  ]);
  expect(keyboard.faults).toEqual([]);
  await screen.context().close();
  await page.context().close();
  await proxy.close();
});

test('by keyboard alone: locations and users are managed; a manager of one place and a viewer see and may only what is theirs', async () => {
  const { page, keyboard } = await openConsole();
  await signIn(keyboard, 'admin');
  await keyboard.press('Settings', { role: 'link' });
  for (const name of ['North', 'South']) {
    await keyboard.press('New location', { role: 'button' });
    await page.getByRole('dialog', { name: 'New location' }).waitFor();
    await page.keyboard.type(name);
    await keyboard.keys('Enter');
    await page.getByRole('complementary', { name }).waitFor();
    await keyboard.keys('Escape');
    await page.getByRole('complementary').waitFor({ state: 'detached' });
    await keyboard.notLost(`when ${name} was closed`);
  }
  await keyboard.press('Edit South');
  await keyboard.fill('Name', 'Far south');
  await keyboard.choose('Within', 'North');
  await keyboard.press('Save', { role: 'button' });
  await page.getByRole('button', { name: 'Edit Far south' }).waitFor();
  await expect.poll(async () => (await keyboard.here()).name, { message: 'the keyboard stays where it saved' }).toBe('Save');
  await keyboard.keys('Escape');
  await page.getByRole('complementary').waitFor({ state: 'detached' });
  await look(page, '6-locations');
  const places = await all<Location>('/locations');
  const north = places.find(({ name }) => name === 'North');
  expect(places.find(({ name }) => name === 'Far south')?.parent_id).toBe(north?.id);
  for (const { id, name } of places) await operator.call('POST', '/players', { name: `Screen of ${name}`, location_id: id });

  await keyboard.to('Locations', { role: 'tab' });
  await keyboard.keys('ArrowRight');
  for (const [name, role] of [
    ['nora', 'Manager'],
    ['vera', 'Viewer'],
  ] as const) {
    await keyboard.press('New user', { role: 'button' });
    await page.getByRole('dialog', { name: 'New user' }).waitFor();
    await page.keyboard.type(name);
    await keyboard.fill('E-mail', `${name}@example.com`);
    await keyboard.fill('Password', password);
    if (role === 'Manager') await keyboard.choose('Role', role);
    await keyboard.choose('Locations they see', 'North', 'Nor');
    await keyboard.keys('Escape');
    await look(page, `7-${name}`);
    await keyboard.press('Save', { role: 'button' });
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect
      .poll(async () => (await keyboard.here()).name, { message: 'the keyboard is back where the dialog was opened' })
      .toBe('New user');
    await page.getByRole('button', { name: `Edit ${name}` }).waitFor();
  }
  expect((await all<User>('/users')).filter(({ role }) => role !== 'admin')).toHaveLength(2);
  expect(keyboard.faults).toEqual([]);
  await page.context().close();

  for (const name of ['nora', 'vera']) {
    const own = await openConsole();
    await signIn(own.keyboard, name);
    await own.keyboard.press('Players', { role: 'link' });
    const grid = own.page.getByRole('main');
    await grid.getByRole('heading', { name: 'Players', level: 1 }).waitFor();
    await grid.getByText('Screen of North').waitFor();
    await grid.getByText('Screen of Far south').waitFor();
    expect(await grid.getByText('Screen of Centre').count()).toBe(0);
    await look(own.page, `8-${name}`);
    // A manager acts, a viewer only looks.
    const acts = name === 'nora' ? 1 : 0;
    expect(
      await grid
        .getByRole('button', { name: 'Pair a screen' })
        .or(grid.getByRole('link', { name: 'Pair a screen' }))
        .count(),
    ).toBe(acts);
    await own.keyboard.press('Schedule', { role: 'link' });
    await own.page.getByRole('region', { name: 'Schedule', exact: true }).waitFor();
    expect(await own.page.getByRole('main').getByRole('button', { name: 'Schedule', exact: true }).count()).toBe(acts);
    await own.keyboard.press('Settings', { role: 'link' });
    await own.page.getByRole('tab', { name: 'Locations' }).waitFor();
    expect(await own.page.getByRole('tab', { name: 'Users' }).count()).toBe(0);
    await own.page.getByText('North', { exact: true }).first().waitFor();
    expect(await own.page.getByRole('main').getByText('Centre').count()).toBe(0);
    expect(own.keyboard.faults).toEqual([]);
    await own.page.context().close();
  }
});

/** What a screen reader says of a drag. */
const heard = (page: Page, words: string) => page.locator('[aria-live=assertive]', { hasText: words }).waitFor({ state: 'attached' });

async function keep(name: string, bytes: Promise<Buffer>): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, await bytes);
  return path;
}
