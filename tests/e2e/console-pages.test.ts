import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Content, Location } from '@tvs/protocol';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, shot } from '../support/browser.ts';
import { picture } from '../support/make.ts';
import { barriers, textsOf } from '../support/pages.ts';
import { foreignTexts } from '../support/plain-words.ts';
import { Shop } from '../support/shop.ts';
import { registered } from '../support/socket.ts';

type Locale = 'pt-BR' | 'en';

/** One look: a page, or what a click on it opens. */
interface Look {
  name: string;
  url: string;
  /** Buttons and items of menus to press, in each language, one after the other; the first one of each name. */
  press?: Record<Locale, string | string[]>;
  /** What the last press opens; the page below was judged by itself. */
  opens?: string;
  /** Something that is there once the page is whole. */
  until?: string;
}

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const dialog = '[role=dialog]';
const confirm = '[role=dialog], [role=alertdialog]';
const del = { 'pt-BR': 'Excluir', en: 'Delete' };
const more = { 'pt-BR': 'Mais ações', en: 'More actions' };
const menu = (name: Record<Locale, string>) => ({ 'pt-BR': [name['pt-BR'], del['pt-BR']], en: [name.en, del.en] });
const looks: Look[] = [
  { name: 'dashboard', url: '/', until: 'h1' },
  { name: 'content', url: '/content', until: 'main img' },
  { name: 'content drawer', url: '/content?item=1', until: 'video, [class*=glass]' },
  {
    name: 'tags of all contents',
    url: '/content?view=table',
    until: 'main tbody tr',
    press: { 'pt-BR': ['Selecionar a página', 'Etiquetas'], en: ['Select the page', 'Tags'] },
  },
  { name: 'campaigns', url: '/campaigns', until: 'main a[href*="/campaigns/"]' },
  { name: 'new campaign', url: '/campaigns?new=1', until: dialog },
  { name: 'builder', url: '/campaigns/1', until: '[class*=glass]' },
  { name: 'schedule of a month', url: '/schedule?view=month', until: '[data-date]' },
  { name: 'an instant of a day', url: '/schedule?view=day&at=2026-11-24T10:00', until: '[aria-live] h3' },
  { name: 'schedule form', url: '/schedule?new=1', until: 'form' },
  { name: 'players', url: '/players', until: 'main a[href*="/players/"]' },
  { name: 'players as a table', url: '/players?view=table&sel=all', until: 'main tbody tr' },
  { name: 'pair a player', url: '/players?add=pair', until: dialog },
  { name: 'add a player by key', url: '/players?add=key', until: dialog },
  { name: 'a player', url: '/players/1', until: 'main h1' },
  {
    name: 'a day of a player, and another moment',
    url: '/players/1',
    until: 'main h1',
    press: {
      'pt-BR': ['Mostrar como tabela', 'Perguntar sobre outro instante'],
      en: ['Show as table', 'Ask about another moment'],
    },
  },
  { name: 'editorials', url: '/editorials', until: 'main h1' },
  { name: 'new editorial', url: '/editorials?new=1', until: 'form' },
  { name: 'reports', url: '/reports', until: 'main .recharts-surface' },
  {
    name: 'reports by day',
    url: '/reports?by=day&plan=day',
    until: 'main tbody tr',
    press: { 'pt-BR': 'Ver em tabela', en: 'Show as table' },
  },
  {
    name: 'exports',
    url: '/reports?by=player&plan=campaign',
    until: 'main tbody tr',
    press: { 'pt-BR': 'Exportar CSV', en: 'Export CSV' },
  },
  { name: 'locations', url: '/settings', until: 'main tbody tr' },
  { name: 'a location', url: '/settings?location=1', until: 'form' },
  { name: 'users', url: '/settings?tab=users', until: 'main tbody tr' },
  { name: 'new user', url: '/settings?tab=users', press: { 'pt-BR': 'Novo usuário', en: 'New user' }, until: 'main tbody tr' },
  { name: 'system', url: '/settings?tab=system', until: 'form' },
  { name: 'audit', url: '/settings?tab=audit', press: { 'pt-BR': 'mudou o local', en: 'changed the location' }, until: 'main tbody tr' },
  { name: 'account', url: '/settings?tab=account', until: 'form' },
  { name: 'open alerts', url: '/', until: 'h1', press: { 'pt-BR': 'Alertas:', en: 'Alerts:' }, opens: dialog },
  { name: 'search', url: '/', until: 'h1', press: { 'pt-BR': 'Buscar telas', en: 'Search screens' }, opens: dialog },
  { name: 'places', url: '/', until: 'h1', press: { 'pt-BR': 'Todos os locais', en: 'All locations' }, opens: '[role=listbox]' },
  { name: 'account menu', url: '/', until: 'h1', press: { 'pt-BR': 'Conta de', en: 'Account of' }, opens: '[role=menu]' },
  { name: 'delete a content', url: '/content?item=1', until: 'video, [class*=glass]', press: del, opens: confirm },
  {
    name: 'delete a campaign',
    url: '/campaigns',
    until: 'main a[href*="/campaigns/"]',
    press: menu({ 'pt-BR': 'Ações de', en: 'Actions of' }),
    opens: confirm,
  },
  { name: 'delete a schedule', url: '/schedule?edit=1', until: 'form', press: del, opens: confirm },
  { name: 'delete a player', url: '/players/1', until: 'main h1', press: menu(more), opens: confirm },
  { name: 'an editorial', url: '/editorials?id=1', until: 'main h1' },
  { name: 'new item', url: '/editorials?id=1', until: 'main h1', press: { 'pt-BR': 'Novo item', en: 'New item' }, opens: 'form' },
  { name: 'plan by location', url: '/reports?by=location&plan=location', until: 'main tbody tr' },
  { name: 'new location', url: '/settings', press: { 'pt-BR': 'Novo local', en: 'New location' }, until: 'main tbody tr', opens: dialog },
  { name: 'a player that is gone', url: '/players/999', until: 'main h2' },
  { name: 'no such page', url: '/nowhere' },
];

let shop: Shop;
let browser: Browser;
/** Names and titles that people gave. */
const own = new Set<string>(['admin', 'admin@localhost']);

beforeAll(async () => {
  shop = await Shop.open();
  const place = await shop.ok<Location>('POST', '/locations', { name: 'Loja Norte', parent_id: shop.location.id });
  await shop.ok('PATCH', `/locations/${place.id}`, { address: 'Rua 1' });
  const contents: Content[] = [];
  for (const name of ['cartaz', 'oferta']) contents.push(await shop.content(`${name}.png`, await picture('orange', '1280x720')));
  const campaign = await shop.campaign('Abertura', contents);
  const days = [{}, { valid_from: '2026-01-01', valid_until: '2026-01-02' }, { valid_from: '2090-01-01' }, { valid_until: '2090-01-01' }];
  const items = days.map((dates, place) => ({ content_id: contents[place % 2]?.id, ...dates }));
  await shop.ok('PATCH', `/campaigns/${campaign.id}`, { items });
  await shop.schedule(campaign);
  const { id } = await shop.ok<{ id: number }>('POST', '/editorials', { name: 'Mural', kind: 'manual' });
  await shop.ok('POST', `/editorials/${id}/items`, { title: 'Bem-vindos' });
  const device = await registered(shop.server, shop.player.player_key);
  const started = Date.now() - 3_600_000;
  const plays = [1, 2, 3, 5, 6].map(seq => ({
    seq,
    content_id: contents[seq % 2]?.id,
    campaign_id: campaign.id,
    started_at: new Date(started + seq * 30_000).toISOString(),
    length: 30_000,
    completed: seq !== 3,
  }));
  const answer = await fetch(`${shop.server.url}/api/player/plays`, {
    method: 'POST',
    headers: { authorization: `Bearer ${device.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ plays }),
  });
  expect(answer.status, await answer.text()).toBe(200);
  device.close();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await shop.close();
});

async function consoleIn(
  locale: Locale,
  colorScheme: 'light' | 'dark',
): Promise<{ context: BrowserContext; page: Page; problems: string[] }> {
  const context = await browser.newContext({
    locale,
    timezoneId: 'America/Sao_Paulo',
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    colorScheme,
  });
  await context.addInitScript({ content: await readFile(axePath, 'utf8') });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', error => problems.push(error.message));
  return { context, page, problems };
}

const nowhere: Record<Locale, string> = { 'pt-BR': 'Página não encontrada', en: 'Page not found' };

/** Follows an address as the page's own links do, without fetching everything anew. */
function follow(page: Page, url: string): Promise<void> {
  return page.evaluate(to => history.pushState({}, '', to), url);
}

async function signIn(page: Page): Promise<void> {
  if (page.url() === 'about:blank') await page.goto(shop.server.url);
  await page.locator('input[type=text], input:not([type])').first().fill('admin');
  await page.locator('input[type=password]').fill('correct horse battery');
  await page.locator('form button[type=submit]').click();
  await page.locator('nav a[href="/reports"]').waitFor();
}

/** What is wrong with what the page shows now. */
async function judge(page: Page, name: string, locale: Locale, within?: string): Promise<string[]> {
  const foreign = foreignTexts(await textsOf(page), locale, own).map(text => `not in ${locale}: ${text}`);
  return [...foreign, ...(await barriers(page, within))].map(line => `${locale} ${name}: ${line}`);
}

// Names and words come with the language, contrast with the theme: two walks see both of each.
test.concurrent.each([
  ['pt-BR', 'light'],
  ['en', 'dark'],
] as const)('in %s, %s, every page and dialog speaks that language alone, and axe finds nothing against it', async (locale, theme) => {
  const { context, page, problems } = await consoleIn(locale, theme);
  await page.goto(shop.server.url);
  await page.locator('form button[type=submit]').waitFor();
  const found = await judge(page, 'sign-in', locale);
  await signIn(page);
  for (const { name, url, press, until, opens } of looks) {
    // By way of a page that is none, so that nothing of the page before is taken for this one's.
    await follow(page, '/nowhere');
    await page.getByRole('heading', { name: nowhere[locale] }).first().waitFor();
    await follow(page, url);
    if (url !== '/nowhere') await page.getByRole('heading', { name: nowhere[locale] }).first().waitFor({ state: 'detached' });
    await page
      .locator(until ?? 'h1')
      .first()
      .waitFor();
    for (const name of press ? [press[locale]].flat() : []) {
      const named = page.getByRole('button', { name }).or(page.getByRole('menuitem', { name })).or(page.getByRole('checkbox', { name }));
      await named.first().click();
    }
    if (opens) await page.locator(opens).first().waitFor();
    await page.waitForFunction(() => document.querySelector('.mantine-Skeleton-root') === null);
    found.push(...(await judge(page, name, locale, opens)));
    if (process.env.TVS_SHOTS) await shot(page, `${locale}-${name}`);
    if (opens) await page.keyboard.press('Escape');
  }
  await context.close();
  expect([...found, ...problems]).toEqual([]);
});

test('what the header opens comes when somebody reaches for it: a press before then counts, and the keyboard stays where it was', async () => {
  const { context, page, problems } = await consoleIn('en', 'light');
  let release = () => {};
  const released = new Promise<void>(resolve => {
    release = resolve;
  });
  await page.route(/\/assets\/HeaderTools-/, async route => {
    await released;
    await route.continue();
  });
  await signIn(page);
  const theme = page.getByRole('button', { name: 'Theme' });
  await theme.focus();
  await page.keyboard.press('Enter');
  expect(await page.getByRole('menu').count()).toBe(0);
  release();
  await page.getByRole('menuitem', { name: 'Dark' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  expect(await theme.evaluate(button => button === document.activeElement)).toBe(true);
  await context.close();
  expect(problems).toEqual([]);
});
