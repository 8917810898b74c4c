/** A part of a file, both ends included. */
export interface Range {
  start: number;
  end: number;
}

/**
 * Reads a `Range` header (RFC 9110, 14.1): one range of bytes; `null` where the whole is the answer (no header, another
 * unit, several ranges); `'outside'` where there is nothing to answer with.
 */
export function parseRange(header: string | undefined, size: number): Range | null | 'outside' {
  const given = /^bytes=(.*)$/i.exec(header?.trim() ?? '')?.[1];
  if (given === undefined || given.includes(',')) return null;
  const [, first = '', last = ''] = /^\s*(\d*)\s*-\s*(\d*)\s*$/.exec(given) ?? [];
  if (first === '' && last === '') return 'outside';
  if (first === '') return Number(last) === 0 || size === 0 ? 'outside' : { start: Math.max(0, size - Number(last)), end: size - 1 };
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start >= size || end < start ? 'outside' : { start, end };
}

/** Whether `If-None-Match` names this tag; weak and strong count alike there. */
export function namesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || header.split(',').some(each => each.trim().replace(/^W\//, '') === tag);
}
