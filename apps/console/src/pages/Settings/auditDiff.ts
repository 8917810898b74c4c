/** One field that differs; `undefined` is "was not there". */
export interface Change {
  /** From the outside in: `['items', 2, 'duration']`. */
  path: (string | number)[];
  before: unknown;
  after: unknown;
}

/** What every write changes, or what only repeats another field: nobody looks for it. */
const silent = new Set([
  'id',
  'created_at',
  'updated_at',
  'created_by',
  'content_order',
  'campaign_name',
  'effective_timezone',
  'effective_default_campaign_id',
  'player_count',
]);

/** Changes that are told one by one; what is beyond is only counted. */
export const mostChanges = 60;

/**
 * What differs between two states of a thing, field by field in the order of the fields. Lists of plain values are one
 * value each; lists of objects are compared place by place. Fields that are empty on both sides say nothing.
 */
export function auditDiff(before: unknown, after: unknown): Change[] {
  const changes: Change[] = [];
  const walk = (old: unknown, now: unknown, path: (string | number)[]) => {
    if (same(old, now) || (empty(old) && empty(now))) return;
    if (isBranch(old) || isBranch(now)) {
      for (const key of keysOf(old, now)) {
        if (path.length === 0 && silent.has(key)) continue;
        const step = Array.isArray(old) || Array.isArray(now) ? Number(key) : key;
        walk(at(old, key), at(now, key), [...path, step]);
      }
      return;
    }
    changes.push({ path, before: old, after: now });
  };
  walk(before ?? undefined, after ?? undefined, []);
  return changes;
}

/** Something with fields to compare one by one: an object, or a list of objects. */
function isBranch(value: unknown): value is object {
  if (Array.isArray(value)) return value.some(item => typeof item === 'object' && item !== null);
  return typeof value === 'object' && value !== null;
}

const empty = (value: unknown) => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
const same = (a: unknown, b: unknown) => a === b || (!isBranch(a) && !isBranch(b) && JSON.stringify(a) === JSON.stringify(b));
const keysOf = (...values: unknown[]) => [...new Set(values.flatMap(value => (isBranch(value) ? Object.keys(value) : [])))];

function at(value: unknown, key: string): unknown {
  return isBranch(value) ? Reflect.get(value, key) : undefined;
}
