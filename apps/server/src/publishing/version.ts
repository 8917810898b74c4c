import { createHash } from 'node:crypto';

/** Objects that stand in several values, and their texts (`null`: not worded yet). Good for as long as nobody changes them. */
export type SharedTexts = Map<object, string | null>;

/** JSON in which the same value is always the same text: keys in order, `undefined` left out. */
export function canonicalJson(value: unknown, shared?: SharedTexts): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const text = shared?.get(value);
  if (typeof text === 'string') return text;
  const worded = Array.isArray(value) ? `[${value.map(item => canonicalJson(item, shared)).join()}]` : `{${members(value, shared)}}`;
  if (text === null) shared?.set(value, worded);
  return worded;
}

/** Names a value by what it is: the first 132 bits of the SHA-256 of its canonical JSON, base64url. */
export function versionOf(value: unknown, shared?: SharedTexts): string {
  return createHash('sha256').update(canonicalJson(value, shared)).digest('base64url').slice(0, 22);
}

function members(record: object, shared?: SharedTexts): string {
  return Object.entries(record)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${JSON.stringify(key)}:${canonicalJson(value, shared)}`)
    .join();
}
