import type { Problem } from '@tvs/protocol';
import { gather } from './gather.ts';

/** The server's own bound on ids in one question. */
const most = 100;

/** Long enough for all that one drawing of a page asks for; also in a tab behind others, where no frames come. */
const frame = 16;

const later = (work: () => void) => {
  const timer = setTimeout(work, frame);
  return () => clearTimeout(timer);
};

/**
 * Gets things one by one for who asks, and asks the server for all of them at once: one question for each hundred that are
 * asked for before `soon` calls. What the answer leaves out is rejected as not found; a failed question fails all of its own.
 */
export function byIds<T extends { id: number }>(
  load: (ids: number[]) => Promise<readonly T[]>,
  soon: (work: () => void) => () => void = later,
): (id: number) => Promise<T> {
  const ask = gather<{ id: number; resolve: (found: T) => void; reject: (why: unknown) => void }>(all => {
    const ids = [...new Set(all.map(({ id }) => id))];
    for (let from = 0; from < ids.length; from += most) {
      const some = ids.slice(from, from + most);
      const waiting = all.filter(({ id }) => some.includes(id));
      load(some).then(
        items => {
          const found = new Map(items.map(item => [item.id, item]));
          for (const { id, resolve, reject } of waiting) {
            const item = found.get(id);
            if (item) resolve(item);
            else reject(missing);
          }
        },
        (why: unknown) => {
          for (const { reject } of waiting) reject(why);
        },
      );
    }
  }, soon);
  return id => new Promise((resolve, reject) => ask.add({ id, resolve, reject }));
}

/** As the server answers for one that isn't there, or isn't this user's to see. */
const missing: Pick<Problem, 'status' | 'code' | 'title' | 'detail'> = { status: 404, code: 'not_found', title: 'Not found', detail: '' };
