import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ProblemError } from '../errors.ts';
import { strictJson } from './json.ts';

const refusal = (text: string): ProblemError => {
  try {
    strictJson(text);
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
  throw new Error('it was taken');
};

describe('strict JSON', () => {
  test('is what JSON.parse says, for whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), value => {
        const text = JSON.stringify(value);
        if (/"__proto__"|"constructor"/.test(text)) return;
        expect(strictJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test('names the key that stands twice, at any depth, written in any way', () => {
    expect(refusal('{"name":"a","b":{"name":"x","name":"y"}}').extra.errors).toEqual([{ path: 'name', message: 'is there twice' }]);
    expect(refusal('{"name":"a","n\\u0061me":"b"}').message).toContain('name');
    expect(strictJson('[{"name":1},{"name":2}]')).toEqual([{ name: 1 }, { name: 2 }]);
    expect(refusal('{"a":1,"a":1}').code).toBe('malformed');
  });

  test('counts levels outside of texts only', () => {
    const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    expect(strictJson(nested(64))).toBeInstanceOf(Array);
    expect(refusal(nested(65)).message).toContain('deeper');
    expect(refusal(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`).message).toContain('deeper');
    expect(strictJson(JSON.stringify({ text: '[{"\\'.repeat(1000) }))).toHaveProperty('text');
  });

  test.each([
    '',
    '  ',
    '{',
    'nul',
    '{"a":1,}',
    "{'a':1}",
    '{"a":NaN}',
    '{"a":01}',
    '"\u0000"',
    '1 2',
    '{"__proto__":{}}',
    '{"a":{"constructor":{"prototype":{}}}}',
  ])('refuses %j', text => {
    expect(refusal(text).status).toBe(400);
  });

  test('is not slowed by a long text that never ends', () => {
    expect(refusal(`{"a":"${'\\"'.repeat(400_000)}`).status).toBe(400);
  });
});
