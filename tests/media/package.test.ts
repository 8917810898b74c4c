import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Content } from '@tvs/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { content, picture } from '../support/make.ts';
import { type ZipEntry, zip } from '../support/zip.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const page =
  '<!doctype html><html><head><link rel="stylesheet" href="css/a.css"><script src="js/a.js"></script></head><body><img src="img/logo.png" srcset="img/logo.png 2x"><a href="other.html">x</a></body></html>';

async function menu(folder = ''): Promise<ZipEntry[]> {
  return [
    { name: `${folder}index.html`, bytes: page },
    { name: `${folder}css/a.css`, bytes: '@import "b.css";\nbody { background: url(../img/logo.png) }' },
    { name: `${folder}css/b.css`, bytes: 'p { color: red }' },
    { name: `${folder}js/a.js`, bytes: 'fetch("data/prices.json")' },
    { name: `${folder}img/logo.png`, bytes: await picture('red', '16x16') },
    { name: `${folder}data/prices.json`, bytes: '{"café": "</script>"}' },
  ];
}

const text = async (done: Content) => (await fetch(app.url + done.url)).text();

test.each(['', 'menu/'])('a package (in folder %j) becomes one page with everything in it, in a sandbox', async folder => {
  const done = await content(app, 'menu.zip', zip(await menu(folder)));
  expect(done).toMatchObject({ type: 'html', status: 'ready', mime_type: 'text/html', original: { mime_type: 'application/zip' } });
  const html = await text(done);
  expect(html.match(/data:image\/png;base64/g)).toHaveLength(2);
  expect(html).toContain('data:text/css;base64,');
  const css = Buffer.from(/href="data:text\/css;base64,([^"]+)"/.exec(html)?.[1] ?? '', 'base64').toString();
  expect(css).toContain('p { color: red }');
  expect(css).toContain('url("data:image/png;base64,');
  expect(html).toContain('src="data:text/javascript;base64,');
  expect(html).toContain('"data/prices.json":"data:application/json;base64,');
  expect(html).toContain('href="other.html"');
  const policy = (await fetch(app.url + done.url)).headers.get('content-security-policy');
  expect(policy).toMatch(/^sandbox allow-scripts;/);
});

test.each<[string, ZipEntry[], RegExp]>([
  ['no index', [{ name: 'a.html', bytes: 'x' }], /no index\.html/],
  ['a name that climbs', [{ name: '../index.html', bytes: 'x' }], /leads out/],
  [
    'a name that climbs inside',
    [
      { name: 'a/../../etc/passwd', bytes: 'x' },
      { name: 'index.html', bytes: 'x' },
    ],
    /leads out/,
  ],
  ['an absolute name', [{ name: '/etc/cron.d/x', bytes: 'x' }], /leads out/],
  ['a drive', [{ name: 'C:/x', bytes: 'x' }], /leads out/],
  ['backslashes', [{ name: '..\\x', bytes: 'x' }], /leads out/],
  ['a link', [{ name: 'index.html', bytes: '/etc/passwd', mode: 0o120_777 }], /link or a device/],
  ['a device', [{ name: 'index.html', bytes: '', mode: 0o020_666 }], /link or a device/],
  ['encryption', [{ name: 'index.html', bytes: 'x', encrypted: true }], /encrypted/],
  ['a bomb', [{ name: 'index.html', bytes: Buffer.alloc(20e6) }], /far more/],
  ['a bomb in many parts', Array.from({ length: 60 }, (_, i) => ({ name: `${i}.bin`, bytes: Buffer.alloc(1e6) })), /more than 32 MiB/],
  ['a lie about its size', [{ name: 'index.html', bytes: Buffer.alloc(2e6), claims: 10 }], /damaged/],
  [
    'one file named very often',
    [
      { name: 'index.html', bytes: '<img src=a.bin>'.repeat(3000) },
      { name: 'a.bin', bytes: Buffer.alloc(60_000, 1) },
    ],
    /more than 48 MiB/,
  ],
  // Each paragraph takes over all that was left open in the first: a hundred million elements.
  [
    'a page that grows while it is read',
    [
      {
        name: 'index.html',
        bytes: `<p>${Array.from({ length: 1000 }, (_, i) => `<b id=${i}>`).join('')}</p>${'<p>x</p>'.repeat(100_000)}`,
      },
    ],
    /too complex/,
  ],
  ['too many files', Array.from({ length: 1001 }, (_, i) => ({ name: `${i}.txt`, bytes: 'x' })), /1001 files/],
  [
    'a name twice',
    [
      { name: 'index.html', bytes: 'a' },
      { name: 'INDEX.html', bytes: 'b' },
    ],
    /twice/,
  ],
])('a package with %s fails with the reason, and nothing is written anywhere', async (_, entries, reason) => {
  const done = await content(app, 'bad.zip', zip(entries));
  expect(done).toMatchObject({ status: 'failed', status_detail: expect.stringMatching(reason) });
});

test('a cut or foreign archive is refused or fails', async () => {
  const whole = zip(await menu());
  for (const share of [0.3, 0.7, 0.95]) {
    const done = await content(app, 'cut.zip', whole.subarray(0, Math.floor(whole.length * share)));
    expect(done.status).toBe('failed');
  }
  expect((await readdir(join(app.config.dataDir, 'media', 'tmp'))).filter(name => name.endsWith('.part'))).toEqual([]);
});

test('what would keep a careless reader busy for ever is read in one pass', async () => {
  const chain = Array.from({ length: 40 }, (_, i) => ({ name: `c${i}.css`, bytes: `a{b:url(c${i + 1}.css);c:url(c${i + 1}.css)}` }));
  const fan = Array.from({ length: 20 }, (_, i) => ({ name: `f${i}.css`, bytes: `@import "f${i + 1}.css";`.repeat(20) }));
  const pages: [string, ZipEntry[]][] = [
    ['spaces', [{ name: 'index.html', bytes: `<style>a{b:url(${' '.repeat(20_000)}` }]],
    ['imports', [{ name: 'index.html', bytes: `<style>${'@import a '.repeat(60_000)}` }]],
    [
      'itself',
      [
        { name: 'index.html', bytes: '<link rel=stylesheet href=a.css>' },
        { name: 'a.css', bytes: 'a{b:url(a.css)}' },
      ],
    ],
    ['chain', [{ name: 'index.html', bytes: '<link rel=stylesheet href=c0.css>' }, ...chain]],
    ['fan', [{ name: 'index.html', bytes: '<link rel=stylesheet href=f0.css>' }, ...fan]],
    ['nested', [{ name: 'index.html', bytes: '<div>'.repeat(100_000) }]],
  ];
  for (const [name, entries] of pages) {
    const done = await content(app, 'busy.zip', zip(entries));
    expect(done.status === 'ready' || /MiB|deeply/.test(done.status_detail ?? ''), `${name}: ${done.status} ${done.status_detail}`).toBe(
      true,
    );
  }
});

test('the script that reads files comes first, whatever stands before the head', async () => {
  const done = await content(
    app,
    'head.zip',
    zip([
      { name: 'index.html', bytes: '<!-- <head> --><!doctype html><title>x</title>' },
      { name: 'a.json', bytes: '{}' },
    ]),
  );
  expect(await text(done)).toMatch(/-->.*<head><script>\(function/s);
});

test('sheets that import each other, and references out of the package, end', async () => {
  const done = await content(
    app,
    'loop.zip',
    zip([
      {
        name: 'index.html',
        bytes: '<link rel=stylesheet href=a.css><img src="../../x.png"><img src="https://example.com/a.png"><img src="%00">',
      },
      { name: 'a.css', bytes: '@import "b.css"; a{}' },
      { name: 'b.css', bytes: '@import url(a.css) screen; b{}' },
    ]),
  );
  expect(done.status).toBe('ready');
  expect(await text(done)).toContain('https://example.com/a.png');
});
