import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readConfig } from '../config.ts';
import type { Context } from '../context.ts';
import { openDatabase } from '../database/connection.ts';
import { migrate } from '../database/migrate.ts';
import { createBus } from '../platform/bus.ts';
import { createLogger } from '../platform/logging.ts';
import { createJobs, type Jobs } from './queue.ts';

let folder: string;
let context: Context;
let jobs: Jobs;
/** What waits for the clock. */
let due: (() => void)[];
let now: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tvs-jobs-'));
  const config = readConfig({ TVS_DATA_DIR: folder });
  const log = createLogger({ level: 'silent', folder: null, pretty: false });
  const database = openDatabase(config.database);
  await migrate(database.db, database.dialect);
  due = [];
  now = 1_800_000_000_000;
  const clock = {
    now: () => now,
    at: (_: number, callback: () => void) => {
      due.push(callback);
      return () => {
        due = due.filter(each => each !== callback);
      };
    },
  };
  context = { ...database, config, log, clock, bus: createBus(log) };
  jobs = createJobs(context);
  jobs.handle('convert_content', async () => {});
});
afterEach(async () => {
  await jobs.close();
  await context.close();
  await rm(folder, { recursive: true, force: true });
});

const add = (content_id: number, of = jobs) => of.add(context.db, 'process_content', { content_id });
const rows = () => context.db.selectFrom('jobs').select(['status', 'attempts', 'error']).orderBy('id').execute();
const statuses = async () => (await rows()).map(row => row.status);
const wait = (times: () => number, count: number) => vi.waitFor(() => expect(times()).toBe(count));

test('jobs run one at a time, in order, each once', async () => {
  const done: number[] = [];
  let running = 0;
  jobs.handle('process_content', async ({ content_id }) => {
    running += 1;
    expect(running).toBe(1);
    await new Promise(resolve => setImmediate(resolve));
    done.push(content_id);
    running -= 1;
  });
  await add(1);
  await jobs.start();
  for (const id of [2, 3, 4]) {
    await add(id);
    jobs.wake();
  }
  await wait(() => done.length, 4);
  expect(done).toEqual([1, 2, 3, 4]);
  await vi.waitFor(async () => expect(await statuses()).toEqual(['done', 'done', 'done', 'done']));
});

test('a job whose transaction is rolled back never was', async () => {
  const handler = vi.fn(async () => {});
  jobs.handle('process_content', handler);
  await jobs.start();
  const failing = context.db.transaction().execute(async trx => {
    await jobs.add(trx, 'process_content', { content_id: 1 });
    throw new Error('rolled back');
  });
  await expect(failing).rejects.toThrow('rolled back');
  expect(await rows()).toEqual([]);
});

test('a kind without a handler stops the start, one with two too', async () => {
  await expect(jobs.start()).rejects.toThrow('process_content has no handler');
  jobs.handle('process_content', async () => {});
  expect(() => jobs.handle('process_content', async () => {})).toThrow('two handlers');
});

test('a job that fails rests and is tried three times in all, then given up once', async () => {
  const handler = vi.fn(() => Promise.reject(new Error('the disk says no')));
  const givenUp = vi.fn(async () => {});
  jobs.handle('process_content', handler, givenUp);
  await add(7);
  await jobs.start();
  for (const attempt of [1, 2, 3]) {
    await wait(() => handler.mock.calls.length, attempt);
    if (attempt === 3) break;
    await vi.waitFor(async () => expect(await statuses()).toEqual(['waiting']));
    expect(handler).toHaveBeenCalledTimes(attempt);
    await vi.waitFor(() => expect(due.length).toBeGreaterThan(1));
    due.pop()?.();
  }
  await vi.waitFor(async () => expect(await rows()).toEqual([{ status: 'failed', attempts: 3, error: 'the disk says no' }]));
  expect(givenUp).toHaveBeenCalledExactlyOnceWith({ content_id: 7 }, expect.objectContaining({ message: 'the disk says no' }));
});

test('a failing job does not stand in the way of the next', async () => {
  const done: number[] = [];
  jobs.handle('process_content', async ({ content_id }) => {
    if (content_id === 1) throw new Error('no');
    done.push(content_id);
  });
  await add(1);
  await add(2);
  await jobs.start();
  await wait(() => done.length, 1);
});

test('jobs that were running when the process ended run again', async () => {
  await add(1);
  await context.db.updateTable('jobs').set({ status: 'running', attempts: 1 }).execute();
  const handler = vi.fn(async () => {});
  jobs.handle('process_content', handler);
  await jobs.start();
  await vi.waitFor(async () => expect(await statuses()).toEqual(['done']));
  expect(handler).toHaveBeenCalledOnce();
});

test('a job that ended the process again and again is given up, not run', async () => {
  await add(1);
  await context.db.updateTable('jobs').set({ status: 'running', attempts: 6 }).execute();
  const handler = vi.fn(async () => {});
  const givenUp = vi.fn(async () => {});
  jobs.handle('process_content', handler, givenUp);
  await jobs.start();
  expect(await statuses()).toEqual(['failed']);
  expect(handler).not.toHaveBeenCalled();
  expect(givenUp).toHaveBeenCalledOnce();
});

test('closing interrupts the running job, which waits for the next start and lost no attempt', async () => {
  const started = vi.fn();
  jobs.handle('process_content', (_, signal) => {
    started();
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
  });
  await add(1);
  await add(2);
  await jobs.start();
  await wait(() => started.mock.calls.length, 1);
  await jobs.close();
  expect(await rows()).toEqual([
    { status: 'waiting', attempts: 0, error: null },
    { status: 'waiting', attempts: 0, error: null },
  ]);
});

test('done jobs are removed after a day, failed ones after thirty', async () => {
  jobs.handle('process_content', async () => {});
  const day = 86_400_000;
  const old = async (status: 'done' | 'failed', age: number) => {
    await context.db
      .insertInto('jobs')
      .values({ kind: 'x', payload: '{}', status, error: null, created_at: 0, updated_at: now - age })
      .execute();
  };
  await old('done', day + 1);
  await old('done', day - 1);
  await old('failed', 30 * day + 1);
  await old('failed', 30 * day - 1);
  await jobs.start();
  await vi.waitFor(async () => expect(await statuses()).toEqual(['done', 'failed']));
});
