import type { InsertResult } from 'kysely';

/** The id an insert was given, on both systems. */
export function insertedId(result: InsertResult): number {
  if (result.insertId === undefined) throw new Error('the insert returned no id');
  return Number(result.insertId);
}

/** Reads a JSON column; the database only holds what this server wrote. */
export function fromJson<T>(text: string): T;
export function fromJson<T>(text: string | null): T | null;
export function fromJson<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T);
}

export const toJson = (value: unknown): string => JSON.stringify(value);

/** Lower case without accents: how text is searched, the same on both systems. */
export function fold(...parts: (string | null | undefined)[]): string {
  return parts
    .filter(part => part)
    .join(' ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase();
}

/** A `like` pattern that finds the text anywhere, its own wildcards taken literally (`escape '!'`: MySQL reads a backslash in a string itself). */
export function containing(text: string): string {
  return `%${fold(text).replace(/[!%_]/g, '!$&')}%`;
}
