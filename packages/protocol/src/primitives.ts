import { z } from 'zod';

/** Resource ids are positive integers that fit a JSON number exactly. */
export const Id = z.int().positive().max(Number.MAX_SAFE_INTEGER);

/** An id in a path: digits only, so that `1e3`, `0x1` or ` 1` are refused. */
export const PathId = z
  .string()
  .regex(/^[1-9]\d{0,15}$/, 'must be a positive integer')
  .transform(Number)
  .pipe(Id);

/** Things asked for by name in one question. */
export const mostIds = 100;

/** `1,2,3` in a query: these things only. What does not exist, or may not be seen, is left out of the answer. */
export const QueryIds = z
  .string()
  .regex(/^[1-9]\d{0,15}(,[1-9]\d{0,15}){0,99}$/, `must be 1 to ${mostIds} ids with commas between them`)
  .transform(text => [...new Set(text.split(',').map(Number))])
  .pipe(z.array(Id))
  .describe(`Only these: up to ${mostIds} ids with commas between them. What is not there, or not yours to see, is left out`);

/** ISO 8601 instant in UTC, as the server writes it. */
export const Instant = z.iso.datetime({ offset: true });

/** `YYYY-MM-DD`, a date that exists. */
export const LocalDate = z.iso.date();

/** `HH:MM`, 24 hours. Seconds are accepted when zero (`08:00:00`) and dropped. */
export const LocalTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d(:00)?$/, 'must be HH:MM between 00:00 and 23:59')
  .transform(text => text.slice(0, 5));

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Text a person typed: no NUL or other control characters but tab and line breaks, no lone surrogates. */
function clean(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text) && !loneSurrogate.test(text);
}

/** One line or more of text, trimmed, from `min` to `max` characters. */
export function text(max: number, min = 1) {
  return z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine(clean, 'must not contain control characters')
    .refine(value => min === 0 || isVisible(value), 'must not be empty');
}

/** A name of zero-width characters alone could be seen, clicked and read aloud by nobody. */
function isVisible(text: string): boolean {
  return /[^\s\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(text);
}

export const Timezone = z.string().max(64).refine(isTimezone, 'must be an IANA time zone, such as America/Sao_Paulo');

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}

export const Locale = z.enum(['pt-BR', 'en']);
export const Theme = z.enum(['light', 'dark', 'auto']);
export const Role = z.enum(['admin', 'manager', 'viewer']);
export type Role = z.infer<typeof Role>;

/** `?page=1&per_page=50&sort=-created_at&q=…`; `sort` only by the columns named. */
export function listQuery<const Column extends string>(columns: readonly Column[], standard: Column | `-${Column}`) {
  const sorts: (Column | `-${Column}`)[] = columns.flatMap(column => [column, `-${column}` as const]);
  return z.strictObject({
    page: queryInt(1, 100_000).default(1),
    per_page: queryInt(1, 200).default(50),
    sort: sortBy(sorts, standard),
    q: text(200, 0).optional(),
  });
}

function sortBy<const Sort extends string>(sorts: readonly Sort[], standard: Sort) {
  return z
    .string()
    .refine((value): value is Sort => (sorts as readonly string[]).includes(value), `must be one of ${sorts.join(', ')}`)
    .default(standard)
    .describe(`One of ${sorts.join(', ')}`);
}

/** A whole number in a query string. */
export function queryInt(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(min).max(max));
}

export const QueryFlag = z.enum(['true', 'false', '1', '0']).transform(value => value === 'true' || value === '1');

/** One page of a list. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), page: z.int(), per_page: z.int(), total: z.int() });
}

export const IdParams = z.strictObject({ id: PathId });
