import type { Clock } from '@tvs/server/clock';

export interface TestClock extends Clock {
  /** Moves time to the instant, calling what falls due on the way, in order. */
  moveTo(instant: number): void;
  advance(ms: number): void;
}

/** A clock that stands still until it is moved. */
export function testClock(start: number | string): TestClock {
  let now = typeof start === 'string' ? Date.parse(start) : start;
  const waiting = new Set<{ instant: number; callback: () => void }>();
  const next = (until: number) => [...waiting].filter(entry => entry.instant <= until).sort((a, b) => a.instant - b.instant)[0];
  const clock: TestClock = {
    now: () => now,
    at(instant, callback) {
      const entry = { instant, callback };
      waiting.add(entry);
      return () => waiting.delete(entry);
    },
    moveTo(instant) {
      for (let due = next(instant); due; due = next(instant)) {
        waiting.delete(due);
        now = Math.max(now, due.instant);
        due.callback();
      }
      now = Math.max(now, instant);
    },
    advance: ms => clock.moveTo(now + ms),
  };
  return clock;
}
