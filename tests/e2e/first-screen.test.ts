import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { difference, openBrowser, shot } from '../support/browser.ts';
import { picture, video } from '../support/make.ts';
import { type ServerProcess, startServer } from '../support/process.ts';

let folder: string;
let server: ServerProcess;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tvs-e2e-'));
  await writeFile(join(folder, 'filme.mp4'), await video(8));
  await writeFile(join(folder, 'cartaz.png'), await picture('orange', '1280x720'));
  server = await startServer({ TVS_DATA_DIR: join(folder, 'data'), TVS_ADMIN_PASSWORD: 'correct horse battery' });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  expect(await server.end('SIGTERM'), server.output()).toBe(0);
  await rm(folder, { recursive: true, force: true });
});

/** From an empty machine to a campaign on a screen, the way a person does it. */
test('a person signs in, uploads, arranges by drag and drop, pairs a screen and schedules; the screen then shows the video moving', async () => {
  const context = await browser.newContext({ locale: 'pt-BR', timezoneId: 'America/Sao_Paulo', viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', error => problems.push(error.message));

  await page.goto(server.url);
  await page.getByLabel('Usuário').fill('admin');
  await page.getByLabel('Senha', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Entrar' }).click();
  await page.getByText('Primeiros passos').or(page.getByText('Falta pouco para a primeira tela')).first().waitFor();
  await shot(page, '1-first-run');

  await page.getByRole('link', { name: 'Conteúdo', exact: true }).click();
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([join(folder, 'filme.mp4'), join(folder, 'cartaz.png')]);
  await page.getByText('2 arquivos prontos').waitFor({ timeout: 60_000 });
  await shot(page, '2-content');

  await page.getByRole('link', { name: 'Campanhas', exact: true }).click();
  await page.getByRole('button', { name: 'Nova campanha' }).first().click();
  await page.getByLabel('Nome da campanha').last().fill('Abertura');
  await page.getByRole('button', { name: 'Criar e montar' }).click();
  const sequence = page.getByRole('region', { name: 'Sequência' });
  await drag(page, libraryRow(page, 'filme'), sequence);
  await sequence.getByRole('button', { name: /Item 1 de 1: filme/ }).waitFor();
  await drag(page, libraryRow(page, 'cartaz'), sequence.getByRole('button', { name: /filme/ }), 'after');
  await sequence.getByRole('button', { name: /Item 2 de 2: cartaz/ }).waitFor();
  await page.getByText(/salvo às/).waitFor();
  await shot(page, '3-builder');
  await page.getByRole('button', { name: 'Publicar' }).click();
  await page.getByRole('button', { name: 'Publicar agora' }).click();
  await page.getByText('“Abertura” publicada').first().waitFor();

  const screen = await (await browser.newContext({ locale: 'pt-BR', viewport: { width: 1280, height: 720 } })).newPage();
  await screen.goto(`${server.url}/player`);
  await screen.locator('html[data-state=pairing]').waitFor();
  await screen.locator('.pairing .code').getByText(/\w/).first().waitFor();
  const code = ((await screen.locator('.pairing .code').textContent()) ?? '').replace(/\s/g, '');
  await shot(screen, '4-pairing');
  await page.goto(`${server.url}/players?pair=${code}`);
  await page.getByLabel('Nome da tela').last().fill('Vitrine');
  await page.getByLabel('Nome do primeiro local').fill('Loja Centro');
  await page
    .getByRole('button', { name: /^Parear/ })
    .last()
    .click();
  await page.getByText('“Vitrine” pareada').first().waitFor();
  await screen.locator('html[data-state=idle]').waitFor();
  await shot(screen, '5-idle');

  await page.goto(`${server.url}/schedule?new=1`);
  await page.getByLabel('Campanha', { exact: true }).click();
  await page.getByRole('option', { name: /Abertura/ }).click();
  await page.getByText('1 tela muda').waitFor();
  await shot(page, '6-schedule-form');
  await page.getByRole('button', { name: 'Salvar em 1 tela' }).click();
  const saved = Date.now();
  await screen.locator('html[data-state=playing]').waitFor({ timeout: 10_000 });
  const playing = Date.now() - saved;

  const one = await shot(screen, '7-playing');
  await expect
    .poll(() => screen.evaluate(() => Math.max(...[...document.querySelectorAll('video')].map(film => film.currentTime))), {
      timeout: 10_000,
    })
    .toBeGreaterThan(1.5);
  const other = await shot(screen, '8-playing-later');
  expect(await difference(one, other), 'the picture on the glass moves').toBeGreaterThan(0.01);
  console.log(`on screen ${playing} ms after the click`);

  await page.goto(`${server.url}/`);
  await page.getByText('A tela está no ar').waitFor();
  await shot(page, '9-dashboard');
  expect(problems).toEqual([]);
});

const libraryRow = (page: Page, title: string) => page.getByRole('region', { name: 'Biblioteca' }).getByText(title, { exact: true });

/** Drags with the mouse in small steps, as a hand does. */
async function drag(page: Page, from: Locator, to: Locator, side: 'centre' | 'after' = 'centre'): Promise<void> {
  await from.waitFor();
  await to.waitFor();
  const start = await from.boundingBox();
  const end = await to.boundingBox();
  if (!start || !end) throw new Error('nothing to drag');
  const x = end.x + end.width * (side === 'after' ? 0.9 : 0.5);
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(start.x + start.width / 2 + 12, start.y + start.height / 2 + 4, { steps: 4 });
  await page.mouse.move(x, end.y + end.height / 2, { steps: 12 });
  await page.mouse.up();
}
