import { describe, expect, it } from 'vitest';
import { fieldErrors, isAnswer, isGone, isRefusal, toProblem } from './problem.ts';

const problem = { type: 'about:blank', title: 'Invalid', status: 422, detail: 'A field is wrong.', code: 'invalid', request_id: 'r1' };

describe('toProblem', () => {
  it('keeps a problem document as it came', () => {
    expect(toProblem(problem)).toBe(problem);
  });
  it('calls a broken network status 0', () => {
    expect(toProblem(new TypeError('Failed to fetch')).status).toBe(0);
    expect(toProblem('').status).toBe(0);
  });
  it('calls anything else unknown', () => {
    expect(toProblem(new Error('boom'))).toMatchObject({ status: 500, detail: 'boom' });
  });
});

describe('fieldErrors', () => {
  it('names the field however the path is written', () => {
    const errors = [
      { path: 'name', message: 'a' },
      { path: '/email', message: 'b' },
      { path: 'body.end_date', message: 'c' },
      { path: '/items/0/duration', message: 'd' },
    ];
    expect(fieldErrors({ ...problem, errors })).toEqual({ name: 'a', email: 'b', end_date: 'c', 'items.0.duration': 'd' });
  });
  it('keeps the first message of a field', () => {
    expect(
      fieldErrors({
        ...problem,
        errors: [
          { path: 'a', message: '1' },
          { path: 'a', message: '2' },
        ],
      }),
    ).toEqual({ a: '1' });
  });
});

describe('what comes from something in between', () => {
  const from = (type: string, status = 200, body: string | null = 'x', more: Record<string, string> = {}) =>
    new Response(body, { status, headers: { 'content-type': type, ...more } });
  it('is no answer, whatever its status says', () => {
    expect(isAnswer(from('application/json; charset=utf-8'))).toBe(true);
    expect(isAnswer(from('text/csv'))).toBe(true);
    expect(isAnswer(from('', 204, null))).toBe(true);
    expect(isAnswer(from('text/html'))).toBe(false);
    expect(isAnswer(from('application/json', 200, '', { 'content-length': '0' }))).toBe(false);
  });
  it('ends no session', () => {
    expect(isRefusal(from('application/problem+json', 401))).toBe(true);
    expect(isRefusal(from('text/html', 401))).toBe(false);
  });
  it('is not what was deleted', () => {
    expect(isGone({ ...problem, status: 404 })).toBe(true);
    expect([null, undefined, '', problem].some(isGone)).toBe(false);
    // A server that doesn't know the operation says nothing of the thing.
    expect(isGone({ ...problem, status: 404, code: 'unknown_operation' })).toBe(false);
  });
});
