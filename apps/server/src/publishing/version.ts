import { createHash } from 'node:crypto';

/** JSON in which the same value is always the same text: keys in order, `undefined` left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (isRecord(inner) ? sorted(inner) : inner));
}

/** Names a value by what it is: the first 132 bits of the SHA-256 of its canonical JSON, base64url. */
export function versionOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('base64url').slice(0, 22);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(record: Record<string, unknown>): Record<string, unknown> {
  const keys = Object.keys(record);
  // Most objects here are built in order already: no need to copy those.
  if (keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') < key)) return record;
  return Object.fromEntries(keys.sort().map(key => [key, record[key]]));
}
