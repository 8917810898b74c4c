import type { Settings } from '@tvs/protocol';
import type { Context } from '../context.ts';
import { notFound } from '../platform/errors.ts';
import { assemble, type Built } from './assemble.ts';
import { createParts } from './parts.ts';
import type { PlaceTree } from './places.ts';
import { readSource } from './source.ts';

/** Locations read together: bounds the lists in a query and how long one batch holds the database. */
const batchSize = 100;
/** Programmes are put together in slices of this many ms, so that heartbeats and requests come in between. */
const slice = 15;

interface Request {
  location_id: number;
  resolve: (built: Built) => void;
  reject: (error: unknown) => void;
}

export interface GroundReader {
  tree(): Promise<PlaceTree>;
  settings(): Promise<Settings>;
}

/**
 * Reads and builds programmes. Those asked for at the same moment (a publish for every shop, a fleet that comes back)
 * share their reads: what it costs the database does not grow with their number.
 */
export function createLoader({ db, clock, log }: Pick<Context, 'db' | 'clock' | 'log'>, ground: GroundReader) {
  let queue: Request[] = [];
  let running = false;

  const run = async () => {
    // The rest of this tick may ask for more.
    await new Promise(setImmediate);
    while (queue.length > 0) {
      const batch = queue.slice(0, batchSize);
      queue = queue.slice(batchSize);
      await build(batch).catch((error: unknown) => {
        for (const request of batch) request.reject(error);
      });
    }
    running = false;
  };

  const build = async (batch: readonly Request[]) => {
    const [tree, settings] = await Promise.all([ground.tree(), ground.settings()]);
    const since = earliestDate(clock.now());
    const known = batch.filter(request => tree.get(request.location_id));
    const source = await readSource(db, {
      locations: [...new Set(known.flatMap(request => tree.chain(request.location_id)))],
      defaults: [...new Set(known.flatMap(request => tree.defaultCampaign(request.location_id) ?? []))],
      since,
    });
    const parts = createParts(source, settings, since);
    let pause = performance.now() + slice;
    for (const { location_id, resolve, reject } of batch) {
      const place = tree.get(location_id);
      if (!place) reject(notFound('location', location_id));
      else {
        try {
          resolve(assemble(place, { tree, source, parts, settings, since, log }));
        } catch (error) {
          reject(error);
        }
      }
      if (performance.now() > pause) {
        await new Promise(setImmediate);
        pause = performance.now() + slice;
      }
    }
  };

  return (location_id: number): Promise<Built> =>
    new Promise((resolve, reject) => {
      queue.push({ location_id, resolve, reject });
      if (running) return;
      running = true;
      void run();
    });
}

/**
 * The first end date that may still matter: an occurrence may run through the day after its last date, and a day ends up to
 * 12 hours later than in UTC.
 */
function earliestDate(now: number): string {
  return new Date(now - 2 * 86_400_000).toISOString().slice(0, 10);
}
