import { afterEach, expect, test } from 'vitest';
import { MediaError } from './errors.ts';
import { checkTools, run } from './tools.ts';

const path = process.env.PATH;
afterEach(() => {
  process.env.PATH = path;
});

test('with ffmpeg there nothing is missing', async () => {
  expect(await checkTools()).toEqual([]);
});

test('without ffmpeg each missing tool is named, and a file fails with words', async () => {
  process.env.PATH = '/nowhere';
  expect(await checkTools()).toEqual(['ffmpeg', 'ffprobe']);
  await expect(run('ffprobe', ['-version'], { timeout: 1000 })).rejects.toThrow('The server has no ffprobe');
});

const forEver = ['-f', 'lavfi', '-i', 'testsrc=s=64x64', '-f', 'null', '-'];

test('a tool that takes too long is killed, which is the file’s fault', async () => {
  await expect(run('ffmpeg', forEver, { timeout: 300 })).rejects.toThrow(MediaError);
});

test('a tool that is told to stop stops, which is nobody’s fault', async () => {
  const stop = new AbortController();
  const running = run('ffmpeg', forEver, { timeout: 60_000, signal: stop.signal });
  stop.abort();
  await expect(running).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
});

test('what a tool is given is never read by a shell', async () => {
  const { code, stderr } = await run('ffprobe', ['-v', 'error', '-i', 'file:/nowhere/$(touch x);`id`'], { timeout: 10_000 });
  expect(code).not.toBe(0);
  expect(stderr).toContain('$(touch x);`id`');
});
