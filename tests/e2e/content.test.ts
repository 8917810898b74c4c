import type { Content } from '@tvs/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminPassword, startApp, type TestApp } from '../support/app.ts';
import { openBrowser } from '../support/browser.ts';
import { campaign, content, picture } from '../support/make.ts';

/** Somebody who keeps a library in order: many files at once, by mouse and by keyboard. */
let app: TestApp;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  app = await startApp();
  browser = await openBrowser();
  const made: Content[] = [];
  for (const at of [1, 2, 3, 4, 5, 6])
    made.push(await content(app, `${at}.png`, await picture('teal', `64x${34 + 2 * at}`), { title: `File ${at}` }));
  await campaign(app, 'Shows six', [made[5]?.id ?? 0]);
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(`${app.url}/content?sort=title`);
  await page.getByLabel('Username').fill('admin');
  await page.locator('input[type=password]').fill(adminPassword);
  await page.keyboard.press('Enter');
  await tick(1).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

const tick = (at: number) => page.getByRole('checkbox', { name: `Select File ${at}` });
const ticked = () => page.getByRole('checkbox', { name: 'Select File', checked: true }).count();
const toolbar = () => page.getByRole('toolbar');
const titles = async (query = '') =>
  (await app.ok<{ items: Content[] }>('GET', `/content?sort=title&${query}`)).items.map(({ title }) => title);

test('files are chosen by the keyboard and by the mouse, tagged at once, and found by the tag in the address', async () => {
  await tick(2).focus();
  await page.keyboard.press('Space');
  await tick(4).focus();
  await page.keyboard.press('Shift+Space');
  expect(await ticked()).toBe(3);
  await page.keyboard.press('Escape');
  expect(await ticked()).toBe(0);
  await tick(1).click();
  await tick(3).click({ modifiers: ['Shift'] });
  await toolbar().getByText('3 selected').waitFor();
  await toolbar().getByRole('button', { name: 'Tags' }).click();
  await page.getByRole('dialog').getByRole('combobox').fill('spring');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByText('Tags of 3 files saved').waitFor();
  expect(await titles('tag=spring')).toEqual(['File 1', 'File 2', 'File 3']);
  await page.getByRole('combobox', { name: 'Tags' }).click();
  await page.getByRole('option', { name: 'spring' }).click();
  await tick(4).waitFor({ state: 'detached' });
  expect(page.url()).toContain('tag=spring');
  // What is no longer in sight is no longer chosen.
  expect(await toolbar().count()).toBe(0);
  await page.getByRole('combobox', { name: 'Tags' }).click();
  await page.getByRole('option', { name: 'spring' }).click();
  await tick(6).waitFor();
});

test('the table is remembered; a deletion says what stays and where it is used, and names what failed', async () => {
  await page.getByTitle('Table', { exact: true }).click();
  await page.getByRole('button', { name: 'Size', exact: true }).click();
  await expect.poll(() => page.url()).toContain('sort=-file_size');
  await page.goto(`${app.url}/content?sort=-title`);
  await page.getByRole('row', { name: 'File 6' }).waitFor();
  await tick(6).click();
  await tick(4).click({ modifiers: ['Shift'] });
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('link', { name: 'Shows six' }).waitFor();
  await dialog.getByText('2 files leave the library').waitFor();
  // Somebody puts one of them into a campaign before the button is pressed.
  const [five] = (await app.ok<{ items: Content[] }>('GET', '/content?q=File%205')).items;
  await campaign(app, 'Was quicker', [five?.id ?? 0]);
  await dialog.getByRole('button', { name: 'Delete 2' }).click();
  await dialog.getByText('1 of 2 done').waitFor();
  await dialog.getByText('Was quicker').waitFor();
  expect(await titles()).toEqual(['File 1', 'File 2', 'File 3', 'File 5', 'File 6']);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('button', { name: 'Unused' }).click();
  await page.getByRole('row', { name: 'File 5' }).waitFor({ state: 'detached' });
  expect(await page.getByRole('checkbox', { name: 'Select File' }).count()).toBe(3);
});

test('a file that another is to replace: first it is said where it plays, then the new one stands in its place', async () => {
  const [six] = (await app.ok<{ items: Content[] }>('GET', '/content?q=File%206')).items;
  await page.goto(`${app.url}/content?item=${six?.id}`);
  const chosen = { name: 'newer.png', mimeType: 'image/png', buffer: await picture('orange', '80x80') };
  await page.getByLabel('Choose the file that replaces File 6').setInputFiles(chosen);
  const dialog = page.getByRole('dialog', { name: 'Replace “File 6”?' });
  await dialog.getByText('“newer.png”').waitFor();
  await dialog.getByRole('link', { name: 'Shows six' }).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await titles()).not.toContain('newer');
  await page.getByLabel('Choose the file that replaces File 6').setInputFiles(chosen);
  await dialog.getByRole('button', { name: 'Replace' }).click();
  await page.getByText('“File 6” has the new file').waitFor();
  expect(await app.ok('GET', `/content/${six?.id}`)).toMatchObject({ title: 'File 6', width: 80, height: 80 });
});
