import { describe, expect, it } from 'vitest';
import { door, safeNext } from './door.ts';

describe('the way through the door', () => {
  it('remembers where one was', () => {
    expect(door('/players?loc=2')).toEqual({ next: '/players?loc=2' });
    expect(door('/')).toEqual({});
    expect(door(undefined)).toEqual({});
  });
  it('never leads to the door again', () => {
    expect(door('/sign-in')).toEqual({});
    expect(door('/sign-in?next=%2Fsign-in')).toEqual({});
  });
  it('never leads elsewhere', () => {
    expect(safeNext('//example.com')).toBe('/');
    expect(safeNext('https://example.com')).toBe('/');
    expect(safeNext('/\\example.com')).toBe('/');
  });
});
