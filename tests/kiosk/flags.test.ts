import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { kioskFile, python, readRules } from '../support/kiosk-files.ts';

// Python takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const rules = await readRules();

const flagsOf = (asked: [platform: string, url: string][]) =>
  python<string[][]>('[command.arguments(given[0], platform, url, "/data/profile", ["--more"]) for platform, url in given[1]]', [
    rules.flags,
    asked,
  ]);

test('the launcher gives the browser the flags of chromium.json for its platform, then those of the operator, then no address', async () => {
  const url = 'https://tvs.example/player/';
  const platforms = ['wayland', 'x11'] as const;
  const given = await flagsOf(platforms.map(platform => [platform, url]));
  for (const [index, platform] of platforms.entries()) {
    const expected = rules.flags.filter(rule => rule.on.includes(platform) && !rule.when).map(({ flag }) => flag);
    expect(given[index]?.slice(0, -2)).toEqual(expected.map(flag => flag.replace('{profile}', '/data/profile')));
    expect(given[index]?.slice(-2)).toEqual(['--more', 'data:text/html,<body/bgcolor=black>']);
    expect(given[index]).toContain(`--ozone-platform=${platform}`);
  }
});

test('an origin is treated as secure only when it is plain HTTP to another machine, and written as browsers write it', async () => {
  const origins = {
    'http://10.0.0.5:5000/player/': 'http://10.0.0.5:5000',
    'http://tvs.local:80/player/': 'http://tvs.local',
    'http://[fd00::5]:5000/player/': 'http://[fd00::5]:5000',
    'https://tvs.example/player/': null,
    'http://localhost:5000/player/': null,
    'http://tvs.localhost/player/': null,
    'http://127.0.0.1:5000/player/': null,
    'http://[::1]:5000/player/': null,
  };
  const given = await flagsOf(Object.keys(origins).map(url => ['x11', url]));
  expect(given.map(flags => flags.filter(flag => flag.startsWith('--unsafely')))).toEqual(
    Object.values(origins).map(origin => (origin === null ? [] : [`--unsafely-treat-insecure-origin-as-secure=${origin}`])),
  );
});

test('a server is an address, to which the page belongs; one with a key in it is refused', async () => {
  const urls = {
    'http://tvs:5000': 'http://tvs:5000/player/',
    ' https://tvs.example/ ': 'https://tvs.example/player/',
    'https://tvs.example/signage': 'https://tvs.example/signage/',
    'http://tvs:5000/player/?library_mb=8000': 'http://tvs:5000/player/?library_mb=8000',
    'http://tvs:port': /^refused/,
    'tvs:5000': /^refused/,
    'ftp://tvs': /^refused/,
    'http://': /^refused/,
    '': /^refused/,
    'http://tvs/player/?key=secret': /^refused.*key file/,
    'http://tvs/?a=1&key': /^refused.*key file/,
    'http://me:secret@tvs': /^refused.*key file/,
  };
  const given = await python<string[]>('[attempt(command.player_url, one) for one in given]', Object.keys(urls));
  expect(given).toEqual(Object.values(urls).map(url => (typeof url === 'string' ? url : expect.stringMatching(url))));
  const keyed = '[command.with_key("http://tvs/player/", one) for one in given] + [command.with_key("http://tvs/player/?a=1", "b")]';
  expect(await python(keyed, [null, 'a&b'])).toEqual([
    'http://tvs/player/',
    'http://tvs/player/?key=a%26b',
    'http://tvs/player/?a=1&key=b',
  ]);
});

test('docs/players.md lists every flag with the reason that chromium.json gives, and no other', async () => {
  const guide = await readFile(fileURLToPath(new URL('../../docs/players.md', import.meta.url)), 'utf8');
  const listed = [...guide.matchAll(/^\| `(--[^`]+)` \| (.+) \| (.+) \|$/gm)].map(([, flag, on, why]) => ({ flag, on, why }));
  const every = 'Wayland, X, Windows';
  const names = { wayland: 'Wayland', x11: 'X', windows: 'Windows' };
  const where = (on: (keyof typeof names)[]) => on.map(one => names[one]).join(', ');
  expect(listed).toEqual(
    rules.flags.map(({ flag, on, when, why }) => ({
      flag,
      on: when ? 'plain HTTP' : where(on) === every ? 'all' : where(on),
      why,
    })),
  );
  for (const seconds of ['check', 'patience', 'away', 'start'] as const) expect(guide).toContain(`${rules.watch[seconds]} s`);
});

test('the scripts hold no flags of their own', async () => {
  const known =
    /--(?:kiosk|user-data|unsafely|remote|autoplay|noerr|disable|hide|no-first|no-default|overscroll|password-store|check-for|log-level|ozone)/;
  for (const name of ['linux/tvs-kiosk-session', 'linux/tvs_kiosk/__main__.py', 'linux/tvs_kiosk/command.py', 'linux/tvs_kiosk/browser.py'])
    expect(await kioskFile(name), name).not.toMatch(known);
  for (const name of ['install.ps1', 'kiosk.ps1', 'Tvs.Kiosk.psm1', 'Tvs.Browser.psm1'])
    expect(await kioskFile(`windows/${name}`), name).not.toMatch(known);
});
