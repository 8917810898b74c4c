import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { instants, pairs, programmes, schedules } from '../testing/arbitraries.ts';
import { compile, conflicts, explain, impact, resolve, type Schedule, timeline } from './index.ts';

/** How often each property is tried; `PROPERTY_RUNS=5000` for a long night. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 80);
vi.setConfig({ testTimeout: 60_000 + RUNS * 200 });

const DAY = 86_400_000;

/** A programme, a window of some days in it, and an instant in that window. */
const scenes = programmes.chain(({ programme, around }) =>
  fc.record({
    programme: fc.constant(programme),
    around: fc.constant(around),
    at: instants(around),
    days: fc.integer({ min: 1, max: 12 }),
  }),
);

const answer = (programme: Parameters<typeof resolve>[0], at: number) => {
  const { schedule_id, campaign_id } = resolve(programme, at);
  return { schedule_id, campaign_id };
};

function holds<T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void) {
  fc.assert(fc.property(arbitrary, check), { numRuns: RUNS });
}

test('timeline agrees with resolve at every boundary and a millisecond either side', () => {
  holds(scenes, ({ programme, at, days }) => {
    const source = compile(programme);
    const to = at + days * DAY;
    const segments = timeline(source, at, to);
    for (const { start, end, ...expected } of segments) {
      for (const instant of [start, start + 1, end - 1]) expect({ instant, ...answer(source, instant) }).toEqual({ instant, ...expected });
    }
  });
});

test('segments follow each other without a gap, fill the window, and no two neighbours say the same', () => {
  holds(scenes, ({ programme, at, days }) => {
    const to = at + days * DAY;
    let end = at;
    let previous: object | undefined;
    for (const { start, end: next, ...said } of timeline(programme, at, to)) {
      expect(start).toBe(end);
      expect(next).toBeGreaterThan(start);
      expect(said).not.toEqual(previous);
      [end, previous] = [next, said];
    }
    expect(end).toBe(to);
  });
});

test('a window says what its halves say', () => {
  holds(scenes, ({ programme, at, days }) => {
    const source = compile(programme);
    const whole = timeline(source, at, at + 2 * days * DAY);
    const middle = at + days * DAY;
    const clip = (from: number, to: number) =>
      whole.filter(s => s.start < to && s.end > from).map(s => ({ ...s, start: Math.max(s.start, from), end: Math.min(s.end, to) }));
    expect(timeline(source, at, middle)).toEqual(clip(at, middle));
    expect(timeline(source, middle, middle + days * DAY)).toEqual(clip(middle, middle + days * DAY));
  });
});

test('until is the first instant with another answer, or null when none comes', () => {
  holds(scenes, ({ programme, at }) => {
    const source = compile(programme);
    const { until, ...now } = resolve(source, at);
    const to = until ?? at + 1500 * DAY;
    expect(timeline(source, at, to)).toEqual([{ start: at, end: to, ...now }]);
    if (until !== null) expect(answer(source, until)).not.toEqual(now);
  });
});

test('a schedule of the lowest rank changes nothing where another is on', () => {
  const added = scenes.chain(scene => schedules(scene.around, 0).map(lowest => ({ ...scene, lowest: { ...lowest, priority: -1 } })));
  holds(added, ({ programme, at, days, lowest }) => {
    const more = { ...programme, schedules: [lowest, ...programme.schedules] };
    const before = timeline(programme, at, at + days * DAY).filter(s => s.schedule_id !== null);
    const after = timeline(more, at, at + days * DAY).filter(s => s.schedule_id !== null && s.schedule_id !== lowest.id);
    expect(after).toEqual(before);
  });
});

test('explain tells of every schedule, names the winner that resolve names, and lets exactly one play', () => {
  holds(scenes, ({ programme, at }) => {
    const verdicts = explain(programme, at);
    const { schedule_id } = resolve(programme, at);
    expect(verdicts.map(v => v.schedule_id)).toEqual(programme.schedules.map(s => s.id));
    expect(verdicts.filter(v => v.verdict === 'plays').map(v => v.schedule_id)).toEqual(schedule_id === null ? [] : [schedule_id]);
    for (const { verdict, params } of verdicts) if (verdict === 'beaten') expect(params.by).toBe(schedule_id);
  });
});

test('a schedule plays, alone, where explain says that another beats it', () => {
  holds(scenes, ({ programme, at }) => {
    for (const { schedule_id, verdict } of explain(programme, at)) {
      const alone = { ...programme, schedules: programme.schedules.filter(s => s.id === schedule_id) };
      expect(resolve(alone, at).schedule_id).toBe(verdict === 'off' ? null : schedule_id);
    }
  });
});

test('a programme has no impact on itself', () => {
  holds(scenes, ({ programme, at, days }) => {
    expect(impact(programme, structuredClone(programme), at, at + days * DAY)).toEqual([]);
  });
});

test('impact names exactly the windows in which another campaign plays', () => {
  const edits = scenes.chain(scene => schedules(scene.around, 20).map(added => ({ ...scene, added })));
  holds(edits, ({ programme, at, days, added }) => {
    const before = compile(programme);
    const after = compile({ ...programme, schedules: [...programme.schedules.slice(1), added] });
    const to = at + days * DAY;
    const changes = impact(before, after, at, to);
    const edges = [before, after].flatMap(p => timeline(p, at, to).map(s => s.start));
    for (const instant of edges) {
      const [was, becomes] = [answer(before, instant), answer(after, instant)];
      const change = changes.find(c => c.start <= instant && instant < c.end);
      if (was.campaign_id === becomes.campaign_id) expect(change).toBeUndefined();
      else expect(change).toMatchObject({ was, becomes });
    }
  });
});

test('conflicts are symmetric', () => {
  holds(pairs, ({ programme, a, b, from, days }) => {
    const meet = (candidate: Schedule, other: Schedule) =>
      conflicts(programme, candidate, [other], from, from + days * DAY).map(({ kind, first_overlap }) => ({ kind, first_overlap }));
    expect(meet(a, b)).toEqual(meet(b, a));
  });
});
