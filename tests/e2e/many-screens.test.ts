import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Location, PlayerWithKey } from '@tvs/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { Operator } from '../support/operator.ts';
import { type ServerProcess, startServer } from '../support/process.ts';
import { type Listener, registered } from '../support/socket.ts';

const password = 'correct horse battery';
let folder: string;
let server: ServerProcess;
let browser: Browser;
let page: Page;
const operator = new Operator(() => server.url);
const screens: Listener[] = [];
const places: Location[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tvs-many-'));
  server = await startServer({ TVS_DATA_DIR: join(folder, 'data'), TVS_ADMIN_PASSWORD: password });
  await operator.signIn(password);
  places.push(await operator.call('POST', '/locations', { name: 'Rede' }), await operator.call('POST', '/locations', { name: 'Loja Sul' }));
  for (const [n, name] of ['Um', 'Dois', 'Três', 'Quatro'].entries()) {
    const made: PlayerWithKey = await operator.call('POST', '/players', { name, location_id: places[1]?.id });
    // The last one has no signal; the third can't do it.
    if (n === 3) continue;
    const screen = await registered(server, made.player_key);
    const result = n === 2 ? { ok: false, detail: 'sem disco' } : { ok: true };
    screen.socket.on('player_command', ({ id }) => screen.socket.emit('player_status_update', { command_id: id, result }));
    screens.push(screen);
  }
  browser = await openBrowser();
  page = await (await browser.newContext({ locale: 'pt-BR', viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(`${server.url}/sign-in?next=%2Fplayers`);
  await page.locator('input').first().fill('admin');
  await page.locator('input[type=password]').fill(password);
  await page.keyboard.press('Enter');
});
afterAll(async () => {
  for (const screen of screens) screen.close();
  await browser.close();
  await server.end();
  await rm(folder, { recursive: true, force: true });
});

test('several screens are chosen, told to restart after a counted question, counted by answer, and what waits is called off', async () => {
  // By name: Dois, Quatro, Três, Um.
  await page.getByLabel('Escolher Dois').click();
  await page.getByLabel('Escolher Três').click({ modifiers: ['Shift'] });
  await expect.poll(() => new URL(page.url()).searchParams.get('sel')?.split(',')).toHaveLength(3);
  await page.getByRole('button', { name: 'Escolher as 4 da lista' }).click();
  await page.getByRole('button', { name: 'Reiniciar' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reiniciar 4 telas?' });
  await dialog.getByText('1 está sem sinal').waitFor();
  await dialog.getByRole('button', { name: 'Reiniciar 4 telas' }).click();
  const card = page.getByRole('region', { name: 'Reiniciar 4 telas' });
  for (const words of ['2 fizeram', '1 falhou', '1 espera sinal']) await card.getByText(words).waitFor();
  await card.getByRole('button', { name: 'Ver quais' }).click();
  await card.getByText('sem disco').waitFor();
  await card.getByRole('button', { name: 'Cancelar 1 à espera' }).click();
  await card.getByText('1 cancelada').waitFor();
  await page.getByRole('button', { name: /^Sem sinal/ }).click();
  await expect.poll(() => page.locator('main li a[href*="/players/"]').allTextContents()).toContain('Quatro');
  expect(new URL(page.url()).search).toBe('?status=offline');
});

test("a place's cells are gone through with the arrows and lead to their screens, by keyboard and by mouse", async () => {
  await page.goto(`${server.url}/`);
  const cells = page.getByRole('list', { name: 'Telas de Loja Sul' });
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  await cells.getByRole('link', { name: 'Dois' }).focus();
  await page.keyboard.press('ArrowRight');
  expect(await focused()).toBe('Quatro, Ainda não se conectou');
  await page.keyboard.press('End');
  expect(await focused()).toBe('Um, No ar');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Um', level: 1 }).waitFor();
  await page.goBack();
  await cells.scrollIntoViewIfNeeded();
  const box = await cells.getByRole('link', { name: 'Dois' }).boundingBox();
  if (!box) throw new Error('there is no cell');
  // Two cells on: no link lies there before the pointer comes.
  await page.mouse.move(box.x + 40, box.y + 7);
  await page.getByText('Três').first().waitFor();
  await page.mouse.click(box.x + 40, box.y + 7);
  await page.getByRole('heading', { name: 'Três', level: 1 }).waitFor();
});

test('a place is moved by keyboard, after it was said what changes there, and its fold is remembered', async () => {
  await page.goto(`${server.url}/settings`);
  await page.getByLabel('Mover Loja Sul').focus();
  await page.keyboard.press('Space');
  await page.getByText('Loja Sul pego.').waitFor({ state: 'attached' });
  await page.keyboard.press('ArrowDown');
  await page.getByText('Loja Sul sobre Rede.').waitFor({ state: 'attached' });
  await page.keyboard.press('Space');
  const dialog = page.getByRole('dialog', { name: 'Mover “Loja Sul” para “Rede”?' });
  await dialog.getByText('4 telas vão junto.').waitFor();
  await dialog.getByRole('button', { name: 'Mover' }).click();
  await page.getByRole('button', { name: 'Locais dentro de Rede' }).click();
  await page.getByText('Loja Sul', { exact: true }).waitFor({ state: 'detached' });
  expect(await operator.call('GET', `/locations/${places[1]?.id}`)).toMatchObject({ parent_id: places[0]?.id });
  await page.reload();
  expect(await page.getByRole('button', { name: 'Locais dentro de Rede' }).getAttribute('aria-expanded')).toBe('false');
  expect(await page.getByText('Loja Sul', { exact: true }).count()).toBe(0);
});
