import { describe, expect, it } from 'vitest';
import { compact, dateParam, idParam, oneOf, parseSearch, stringifySearch } from './search.ts';

describe('the URL', () => {
  it('keeps a code that looks like a number as text', () => {
    expect(parseSearch('?pair=2E3456')).toEqual({ pair: '2E3456' });
  });
  it('writes what it reads', () => {
    expect(parseSearch(stringifySearch({ loc: 3, q: 'café & pão', no: undefined }))).toEqual({ loc: '3', q: 'café & pão' });
  });
  it('reads malformed values as absent', () => {
    expect(idParam({ loc: '-1' }, 'loc')).toBeUndefined();
    expect(idParam({ loc: '12' }, 'loc')).toBe(12);
    expect(dateParam({ date: '2026-13-45' }, 'date')).toBeUndefined();
    expect(oneOf({ type: 'poem' }, 'type', ['video', 'image'])).toBeUndefined();
    for (const date of ['2026-02-31', '0001-01-01', '9999-12-31', 'garbage']) expect(dateParam({ date }, 'date')).toBeUndefined();
    expect(dateParam({ date: '2028-02-29' }, 'date')).toBe('2028-02-29');
    expect(compact({ a: '1' }, { a: 1, b: undefined })).toStrictEqual({ a: 1 });
    // Left out, the router would hand on what stands in the address.
    expect(compact({ a: '<script>' }, { a: undefined })).toStrictEqual({ a: undefined });
  });
});
