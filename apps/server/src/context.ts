import type { Config } from './config.ts';
import type { Database } from './database/connection.ts';
import type { Bus } from './platform/bus.ts';
import type { Clock } from './platform/clock.ts';
import type { Logger } from './platform/logging.ts';

/** What every service is given: the process's configuration, database, clock, log and bus. */
export interface Context extends Database {
  config: Config;
  clock: Clock;
  log: Logger;
  bus: Bus;
}
