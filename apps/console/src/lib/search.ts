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

/** Years that every part of the house can reckon with. */
const years = /^(19[7-9]\d|20\d\d|21\d\d)-\d\d-\d\d$/;

/** Whether it is a day of the calendar, `YYYY-MM-DD`: the 31st of February is none. */
export function isDay(text: string): boolean {
  const at = years.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** A local date, `YYYY-MM-DD`. */
export function dateParam(raw: Raw, key: string): string | undefined {
  const value = raw[key];
  return typeof value === 'string' && isDay(value) ? value : undefined;
}

/**
 * What was read of an address. Entries that aren't in it are left out, so that a link stays short; those that couldn't be read stay as
 * `undefined`, since the router would let the text itself through in their place.
 */
export function compact<T extends Raw>(raw: Raw, search: T): Partial<T> {
  const kept: Partial<T> = {};
  for (const key in search) if (search[key] !== undefined || key in raw) kept[key] = search[key];
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
