import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { kioskFile, python, readRules } from '../support/kiosk-files.ts';

// Python takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const rules = await readRules();
const fine = { alive: true, crashed: false, silent: 0, away: 0, starting: 0 };

const decide = (changes: Partial<typeof fine>[]) =>
  python<(string | null)[]>('[decide.decide(decide.Seen(**one), given[0]) for one in given[1]]', [
    { check: rules.watch.check, patience: rules.watch.patience, away: rules.watch.away, start: rules.watch.start },
    changes.map(change => ({ ...fine, ...change })),
  ]);

test('a browser is restarted when it is gone, crashed, silent or never starts, and no moment earlier; a page that is away is opened again', async () => {
  const { patience, away, start } = rules.watch;
  expect(await decide([{}, { silent: patience }, { away }, { starting: start }])).toEqual([null, null, null, null]);
  expect(
    await decide([
      { alive: false, crashed: true },
      { crashed: true },
      { silent: patience + 0.1 },
      { starting: start + 1 },
      { away: away + 1 },
      { silent: patience + 1, away: away + 1 },
    ]),
  ).toEqual([
    'the browser is gone',
    'the page crashed',
    'the page does not answer',
    'the player does not start',
    'open',
    'the page does not answer',
  ]);
});

test('Windows asks the same questions in the same order', async () => {
  const linux = [
    ...(await kioskFile('linux/tvs_kiosk/decide.py')).matchAll(
      /if (not )?seen\.(\w+)(?: > limits\["(\w+)"\])?(?::\n\s+return "(.+)"| else)/g,
    ),
  ];
  const windows = [
    ...(await kioskFile('windows/Tvs.Kiosk.psm1')).matchAll(/if \((-not )?\$(\w+)(?: -gt \$Limits\.(\w+))?\) \{ return '(.+)' \}/g),
  ];
  const rows = (found: RegExpMatchArray[]) => found.map(([, not, what, limit, why]) => [not ? 'not' : '', what?.toLowerCase(), limit, why]);
  const last = (await kioskFile('linux/tvs_kiosk/decide.py')).match(/return "(open)" if seen\.(away) > limits\["(away)"\]/);
  expect(last?.slice(1)).toEqual(['open', 'away', 'away']);
  expect(rows(windows)).toEqual([...rows(linux).filter(([, what]) => what !== 'away'), ['', 'away', 'away', 'open']]);
  expect(rows(windows)).toHaveLength(5);
});

test('what a power cut leaves in the profile is put right, and what is broken is left to Chromium', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tvs-profile-'));
  try {
    await mkdir(join(folder, 'Default'));
    const preferences = join(folder, 'Default/Preferences');
    await writeFile(preferences, '{"profile":{"exit_type":"Crashed","exited_cleanly":false,"name":"Tela é"},"other":1}');
    await symlink('another-host-123', join(folder, 'SingletonLock'));
    await python('profile.tidy(Path(given))', folder);
    expect(JSON.parse(await readFile(preferences, 'utf8'))).toEqual({
      profile: { exit_type: 'Normal', exited_cleanly: true, name: 'Tela é' },
      other: 1,
    });
    await expect(stat(join(folder, 'SingletonLock'))).rejects.toThrow('ENOENT');
    const broken = ['{"profile":', '[]', '{"profile":3}'];
    const path = '(Path(given[0]) / "Default/Preferences")';
    const each = `[${path}.write_text(one) and profile.tidy(Path(given[0])) or ${path}.read_text() for one in given[1]]`;
    expect(await python(each, [folder, broken])).toEqual(broken);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a key is given once to each profile: again when it is another one, or the profile was lost', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tvs-profile-'));
  const steps = `[
    next(),
    key.write_text("one\\n") and next(),
    profile.remember(folder, "one") or next(),
    oct((folder / profile.GIVEN).stat().st_mode & 0o777),
    key.write_text("two\\n") and next(),
    key.write_text("one\\n") and (folder / profile.GIVEN).unlink() or next(),
  ]`;
  try {
    const all = `(lambda folder, key: (lambda next: ${steps})(lambda: profile.key_to_give(folder, key)))(Path(given), Path(given) / "key")`;
    expect(await python(all, folder)).toEqual([null, 'one', null, '0o600', 'two', 'one']);
  } finally {
    await rm(folder, { recursive: true });
  }
});
