import { type Config, readConfig } from '../config.ts';
import type { Context } from '../context.ts';
import { openDatabase } from '../database/connection.ts';
import { createBus } from '../platform/bus.ts';
import { systemClock } from '../platform/clock.ts';
import { createLogger } from '../platform/logging.ts';

/** Runs something on the database alone, without a server, and closes it whatever happens. */
export async function withContext<T>(work: (context: Context) => Promise<T>, config: Config = readConfig()): Promise<T> {
  const log = createLogger({ level: 'silent', folder: null, pretty: false });
  const context: Context = { ...openDatabase(config.database), config, clock: systemClock, log, bus: createBus(log) };
  try {
    await context.ping();
    return await work(context);
  } finally {
    await context.close();
  }
}
