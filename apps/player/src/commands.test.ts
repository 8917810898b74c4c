import { expect, test, vi } from 'vitest';
import { type Commandable, obey } from './commands.ts';

function player() {
  const names = [
    'play',
    'pause',
    'next',
    'previous',
    'sync',
    'reload',
    'restart',
    'identify',
    'volume',
    'clearCache',
    'blank',
    'screenshot',
    'log',
  ] as const;
  return Object.fromEntries(names.map(name => [name, vi.fn()])) as unknown as Commandable &
    Record<(typeof names)[number], ReturnType<typeof vi.fn>>;
}
const ask = (command: string, params: object | null = null) => ({ id: 1, command, params }) as Parameters<typeof obey>[1];

test('every simple command does its one thing and says so', async () => {
  const pairs = {
    play: 'play',
    pause: 'pause',
    next: 'next',
    previous: 'previous',
    sync: 'sync',
    reload: 'reload',
    restart: 'restart',
  } as const;
  for (const [command, method] of Object.entries(pairs)) {
    const screen = player();
    expect(await obey(screen, ask(command))).toEqual({ ok: true });
    expect(screen[method as 'play'].mock.calls).toHaveLength(1);
  }
});

test('parameters reach the screen, with what is meant when they are missing', async () => {
  const screen = player();
  await obey(screen, ask('blank'));
  await obey(screen, ask('blank', { on: false }));
  await obey(screen, ask('identify', { seconds: 3 }));
  await obey(screen, ask('identify'));
  await obey(screen, ask('volume', { level: 0.4 }));
  await obey(screen, ask('clear_cache'));
  expect(screen.blank.mock.calls).toEqual([[true], [false]]);
  expect(screen.identify.mock.calls).toEqual([[3], [10]]);
  expect(screen.volume.mock.calls).toEqual([[0.4]]);
  expect(screen.clearCache.mock.calls).toHaveLength(1);
});

test('what cannot be done is answered honestly', async () => {
  const dark = player();
  dark.screenshot.mockRejectedValue(new Error('no canvas'));
  expect(await obey(dark, ask('screenshot'))).toEqual({ ok: false, detail: 'Error: no canvas' });
  expect(await obey(player(), ask('dance'))).toEqual({ ok: false, detail: 'unsupported' });
  expect(await obey(player(), ask('toString'))).toEqual({ ok: false, detail: 'unsupported' });
  expect((await obey(player(), ask('volume'))).ok).toBe(false);
  const broken = player();
  broken.next.mockImplementation(() => {
    throw new Error('no stage');
  });
  expect(await obey(broken, ask('next'))).toEqual({ ok: false, detail: 'Error: no stage' });
});
