import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile, conflicts, type InstantLike, type Programme, resolve, type Schedule, timeline } from './index.ts';

interface Answer {
  schedule_id: number | null;
  campaign_id: number | null;
}

interface Vectors {
  cases: {
    name: string;
    programme: Programme;
    resolve: (Answer & { at: string })[];
    timeline: { from: string; to: string; segments: (Answer & { start: string; end: string })[] };
  }[];
  conflicts: {
    programme: Omit<Programme, 'schedules'>;
    candidate: Schedule;
    existing: Schedule[];
    from: string;
    to: string;
    expected: { schedule_id: number; kind: string; first_overlap: { start: string; end: string } }[];
  }[];
}

const vectors = JSON.parse(readFileSync(new URL('../vectors/schedule.json', import.meta.url), 'utf8')) as Vectors;
const ms = (at: InstantLike) => (typeof at === 'number' ? at : Date.parse(at));

describe.each(['UTC', 'America/Sao_Paulo', 'Pacific/Auckland'])('in a process in %s', zone => {
  const before = process.env.TZ;
  beforeAll(() => {
    process.env.TZ = zone;
  });
  afterAll(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  test('the process really is in that zone', () => {
    const offsets = { UTC: 0, 'America/Sao_Paulo': 180, 'Pacific/Auckland': -780 };
    expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe(offsets[zone as keyof typeof offsets]);
  });

  test.each(vectors.cases)('$name resolves', ({ programme, resolve: asked }) => {
    const source = compile(programme);
    for (const { at, ...answer } of asked) {
      expect({ at, ...resolve(source, at) }).toMatchObject({ at, ...answer });
      expect({ at, ...resolve(programme, ms(at)) }).toMatchObject({ at, ...answer });
    }
  });

  test.each(vectors.cases)('$name has its timeline', ({ programme, timeline: { from, to, segments } }) => {
    expect(timeline(programme, from, to)).toEqual(segments.map(s => ({ ...s, start: ms(s.start), end: ms(s.end) })));
  });

  test.each(vectors.conflicts.map((v, i) => ({ ...v, name: `conflict check ${i}` })))('$name', v => {
    const expected = v.expected.map(c => ({ ...c, first_overlap: { start: ms(c.first_overlap.start), end: ms(c.first_overlap.end) } }));
    expect(conflicts({ ...v.programme, schedules: [] }, v.candidate, v.existing, v.from, v.to)).toEqual(expected);
  });
});
