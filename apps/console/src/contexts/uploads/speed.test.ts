import { describe, expect, it } from 'vitest';
import { Speed } from './speed.ts';

describe('Speed', () => {
  it('knows nothing from one sample', () => {
    const speed = new Speed();
    speed.add(100, 0);
    expect(speed.perSecond()).toBe(0);
  });
  it('forgets what is older than its window', () => {
    const speed = new Speed(1000);
    speed.add(0, 0);
    speed.add(10_000, 1000);
    speed.add(10_100, 2000);
    speed.add(10_200, 3000);
    expect(speed.perSecond()).toBe(100);
  });
});
