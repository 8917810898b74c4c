import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Editorial, EditorialItem } from '@tvs/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, signedIn } from '../support/browser.ts';
import { type ServerProcess, startServer } from '../support/process.ts';

let folder: string;
let server: ServerProcess;
let browser: Browser;
let token: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tvs-e2e-'));
  server = await startServer({ TVS_DATA_DIR: join(folder, 'data'), TVS_ADMIN_PASSWORD: 'correct horse battery' });
  token = await signIn('admin');
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  expect(await server.end('SIGTERM'), server.output()).toBe(0);
  await rm(folder, { recursive: true, force: true });
});

test('an editorial is made, looked at, put in order by keyboard alone, and edited by two without loss; a viewer only sees it', async () => {
  const page = await openConsole(token, '/editorials');
  await page.getByRole('button', { name: 'Create an editorial' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Notices');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Notices' }).waitFor();

  for (const title of ['Closed on Monday', 'Vaccines until four']) {
    await page.getByRole('button', { name: 'New item' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'New item' });
    await dialog.getByLabel('Title').fill(title);
    // Drawn by the stage while it is typed.
    await dialog.locator('article.slide h1', { hasText: title }).first().waitFor();
    await dialog.getByRole('button', { name: 'Add item' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('figure', { name: 'On an upright screen' }).locator('h1', { hasText: title }).first().waitFor();
  }

  const [editorial] = (await call<{ items: Editorial[] }>('GET', '/editorials')).items;
  if (!editorial) throw new Error('no editorial was made');
  await page.getByRole('button', { name: 'Move “Closed on Monday”, place 1 of 2' }).focus();
  await page.keyboard.press('Space');
  await page.getByText('“Closed on Monday” at place 1 of 2.').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.getByText('“Closed on Monday” at place 2 of 2.').waitFor();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Move “Closed on Monday”, place 2 of 2' }).waitFor();
  await expect.poll(async () => (await items(editorial)).map(({ title }) => title)).toEqual(['Vaccines until four', 'Closed on Monday']);

  const [first] = await items(editorial);
  await page.getByRole('button', { name: 'Edit “Vaccines until four”' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit item' });
  await dialog.getByLabel('Title').fill('Vaccines until five');
  await call('PATCH', `/editorials/${editorial.id}/items/${first?.id}`, {
    title: 'Vaccines until three',
    body: 'Last number at half past two.',
  });
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.getByRole('alert', { name: 'admin changed this meanwhile' }).waitFor();
  expect((await items(editorial))[0]?.title).toBe('Vaccines until three');
  await dialog.getByRole('button', { name: 'Save mine anyway' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect((await items(editorial))[0]).toMatchObject({ title: 'Vaccines until five', body: 'Last number at half past two.' });

  await call('POST', '/campaigns', { name: 'Morning', content_order: [editorial.content_id] });
  await page.getByRole('button', { name: 'Delete editorial' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('dialog').getByRole('link', { name: 'Morning' }).waitFor();
  await page.context().close();

  await call('POST', '/users', { username: 'vera', email: 'vera@example.com', password: 'correct horse battery', role: 'viewer' });
  const viewer = await openConsole(await signIn('vera'), `/editorials?id=${editorial.id}`);
  await viewer.getByRole('list', { name: 'Items' }).getByText('Vaccines until five').waitFor();
  expect(await viewer.getByRole('button', { name: /^(New|Move|Edit|Delete|Settings)/ }).count()).toBe(0);
  await viewer.context().close();
});

async function openConsole(as: string, path: string): Promise<Page> {
  const page = await signedIn(browser, as);
  await page.goto(`${server.url}${path}`);
  return page;
}

const items = async ({ id }: Editorial) => (await call<{ items: EditorialItem[] }>('GET', `/editorials/${id}/items`)).items;

async function signIn(username: string): Promise<string> {
  const { access_token } = await call<{ access_token: string }>('POST', '/auth/login', { username, password: 'correct horse battery' });
  return access_token;
}

async function call<T = unknown>(method: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(`${server.url}/api${path}`, {
    method,
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}
