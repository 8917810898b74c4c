import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { kioskFolder, run } from '../support/kiosk-files.ts';

const script = join(kioskFolder, 'linux/install.sh');
// Each asks shells and Python many times.
vi.setConfig({ testTimeout: 30_000 });

let folder: string;
let root: string;
const install = (...words: string[]) => run(script, ['--root', root, ...words]);
/** Every file below the root with its rights and bytes. */
const laid = async () => {
  const { stdout } = await run('find', [root, '-type', 'f', '-printf', '%P\n']);
  const names = stdout.trim().split('\n').filter(Boolean).sort();
  return Promise.all(
    names.map(async name => [name, (await stat(join(root, name))).mode & 0o777, await readFile(join(root, name), 'utf8')] as const),
  );
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tvs-install-'));
  root = join(folder, 'root');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('what is wrong is said before anything is laid', async () => {
  const wrong: [string[], string][] = [
    [[], 'server is missing'],
    [['--server', 'tvs'], 'must look like'],
    [['--server', 'http://tvs/?key=1'], 'key file'],
    [['--server', "http://tvs'$(id)"], 'Quotes'],
    [['--server', 'http://tvs', '--rotate', '45'], '0, 90, 180 or 270'],
    [['--server', 'http://tvs', '--display', 'mir'], 'wayland or x11'],
    [['--server', 'http://tvs', '--output', 'a b'], 'one output'],
    [['--server', 'http://tvs', '--key-file', join(folder, 'missing')], 'missing'],
    [['--server', 'http://tvs', '--key-file', '/dev/null'], 'no key'],
    [['--what'], 'not known'],
    [['--server'], 'needs a value'],
  ];
  for (const [words, message] of wrong) await expect(install(...words), words.join(' ')).rejects.toThrow(message);
  await expect(stat(root)).rejects.toThrow('ENOENT');
});

test('it lays the same files every time, the key for one user only, and takes all of them away again', async () => {
  await mkdir(root);
  const key = join(folder, 'key');
  await writeFile(key, 'the-key\n');
  const words = ['--server', 'http://10.0.0.5:5000', '--key-file', key, '--rotate', '90', '--output', 'HDMI-A-1', '--scale', '1.5'];
  await install(...words, '--flags', '--a="b c" --d');
  const first = await laid();
  await install(...words, '--flags', '--a="b c" --d');
  expect(await laid()).toEqual(first);
  const holders = first.filter(([, , text]) => text.includes('the-key'));
  expect(holders.map(([name, mode]) => [name, mode])).toEqual([['var/lib/tvs-kiosk/key', 0o600]]);
  expect((await stat(join(root, 'var/lib/tvs-kiosk'))).mode & 0o777).toBe(0o700);

  // As systemd and a shell both read the settings.
  const ask = '. "$0" && TVS_URL=$TVS_URL TVS_FLAGS=$TVS_FLAGS "$1" print && printf "%s %s" "$TVS_ROTATE" "$TVS_OUTPUT"';
  const at = (name: string) => join(root, name);
  const { stdout } = await run('sh', ['-ac', ask, at('etc/tvs-kiosk.env'), at('usr/local/lib/tvs-kiosk/tvs-kiosk-session')], { cwd: '/' });
  expect(stdout).toContain("--force-device-scale-factor=1.5 '--a=b c' --d");
  expect(stdout).toContain('90 HDMI-A-1');

  await install('--server', 'http://10.0.0.5:5000');
  expect(await readFile(at('var/lib/tvs-kiosk/key'), 'utf8'), 'a key stays until another comes').toBe('the-key\n');
  await install('--uninstall');
  expect((await laid()).map(([name]) => name)).toEqual(['var/lib/tvs-kiosk/key']);
  await install('--uninstall', '--purge');
  expect(await laid()).toEqual([]);
});

test('systemd and shellcheck find nothing to say about the units and scripts', async () => {
  await run('shellcheck', [script, join(kioskFolder, 'linux/tvs-kiosk-session')]);
  for (const name of ['tvs-kiosk.service', 'tvs-kiosk-x11.service']) {
    // A copy that starts something that is there.
    const unit = await readFile(join(kioskFolder, 'linux', name), 'utf8');
    await writeFile(join(folder, name), unit.replaceAll('/usr/local/lib/tvs-kiosk/tvs-kiosk-session', '/bin/true'));
    expect(await run('systemd-analyze', ['verify', join(folder, name)])).toEqual({ stdout: '', stderr: '' });
  }
});
