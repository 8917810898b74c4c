/** Readers for what stands in the URL: anything malformed counts as absent. */
type Raw = Record<string, unknown>;

/** A positive whole number. */
export function idParam(raw: Raw, key: string): number | undefined {
  const value = Number(raw[key]);
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

/** Text that is not empty. */
export function textParam(raw: Raw, key: string): string | undefined {
  const value = raw[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** One of a few words. */
export function oneOf<const T extends string>(raw: Raw, key: string, words: readonly T[]): T | undefined {
  return words.find(word => word === raw[key]);
}

/** A local date, `YYYY-MM-DD`. */
export function dateParam(raw: Raw, key: string): string | undefined {
  const value = raw[key];
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;
}

/** `undefined` entries left out, so that a link stays short. */
export function compact<T extends Raw>(search: T): Partial<T> {
  const kept: Partial<T> = {};
  for (const key in search) if (search[key] !== undefined) kept[key] = search[key];
  return kept;
}

/** Values stay text: a pairing code such as 2E3456 must not be read as a number. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** The other way round. */
export function stringifySearch(search: Raw): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    if (typeof value === 'string' || typeof value === 'number') params.set(key, String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}
