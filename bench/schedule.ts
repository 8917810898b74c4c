/**
 * The schedule engine beside the RRULE libraries, on the same set in the same run, at 10 to 10,000 schedules. The libraries expand occurrences; the engine expands them and
 * decides who wins. Where `rrule` would take minutes it expands every 20th schedule and its time is scaled: it does one after the other, so its cost is linear.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { type CompiledProgramme, compile, conflicts, type Programme, resolve, type Schedule, timeline } from '@tvs/schedule';
import { localToInstant } from '@tvs/schedule/zones';
import { bundleSizes } from './schedule-bundle.ts';
import { rruleLibrary, temporalLibrary } from './schedule-libraries.ts';
import { type Contestant, type Row, race } from './schedule-race.ts';
import { DAY, makeProgramme, ZONE } from './schedule-set.ts';

const SIZES = [10, 100, 1000, 10_000];
/** Both a Monday. */
const FROM = Date.parse('2026-06-01T00:00:00Z');
const FROM_2040 = Date.parse('2040-06-04T00:00:00Z');
/** New York puts its clocks back on 2026-11-01. */
const FROM_CHANGE = Date.parse('2026-10-29T00:00:00Z');
const WEEK = 7 * DAY;

const LIBRARIES = [rruleLibrary, temporalLibrary];
const rows: Row[] = [];
const checks: string[] = [];

for (const size of SIZES) measure(size, makeProgramme(size));
const bundles = await bundleSizes();
mkdirSync(new URL('results/', import.meta.url), { recursive: true });
const result = { name: 'schedule', node: process.version, rows, bundles, checks };
writeFileSync(new URL('results/schedule.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);

function measure(size: number, programme: Programme): void {
  const { schedules } = programme;
  const source = compile(programme);
  checks.push(agreement(schedules.filter((_, i) => i % Math.ceil(size / 200) === 0)));
  const ruled = schedules.filter(schedule => schedule.recurrence_rule);
  const tvs = (from: number) => ({ tvs: once(() => timeline(source, from, from + WEEK)) });
  rows.push(race('timeline, 7 days', size, { ...tvs(FROM), ...libraries(schedules, FROM, size > 1000 ? 20 : 1) }));
  rows.push(
    race('timeline, 7 days; libraries: only the 30 % with a rule', size, { ...tvs(FROM), ...libraries(ruled, FROM, size > 100 ? 20 : 1) }),
  );
  rows.push(race('timeline, 7 days in 2040', size, { ...tvs(FROM_2040), ...libraries(schedules, FROM_2040, size > 10 ? 20 : 1) }));
  rows.push(race('timeline, 7 days over a clock change', size, tvs(FROM_CHANGE)));
  rows.push(race('compile', size, { tvs: once(() => compile(programme)) }));
  rows.push(race('resolve on compiled, each of 1,000 instants', size, { tvs: { run: () => askAround(source), per: 1000 } }));
  rows.push(race('resolve on compiled, first of a day', size, { tvs: { run: () => askEachDay(source), per: 20 } }));
  const meeting = compile({
    ...programme,
    campaigns: [...programme.campaigns, { id: 41, is_active: true, priority: 0, start_date: null, end_date: null }],
  });
  const candidate: Schedule = { ...(makeProgramme(10).schedules[0] as Schedule), id: size + 1, campaign_id: 41 };
  rows.push(race('conflicts, one against all, two years', size, { tvs: once(() => conflicts(meeting, candidate, schedules, FROM)) }));
}

function once(run: () => unknown): Contestant {
  return { run: () => void run(), per: 1 };
}

function libraries(schedules: readonly Schedule[], from: number, every: number): Record<string, Contestant> {
  return Object.fromEntries(
    LIBRARIES.map(library => {
      const step = library === rruleLibrary ? every : 1;
      const sample = schedules.filter((_, i) => i % step === 0).map(library.prepare);
      const run = () => {
        for (const expand of sample) expand(from, from + WEEK);
      };
      return [library.name, { run, per: sample.length / Math.max(1, schedules.length) }];
    }),
  );
}

/** Throws where a library lets another occurrence begin in the week than the engine does. */
function agreement(schedules: readonly Schedule[]): string {
  let occurrences = 0;
  for (const schedule of schedules) {
    const alone = { ...makeProgramme(0), schedules: [schedule] };
    const expected = timeline(alone, FROM, FROM + WEEK).filter(s => s.schedule_id !== null && s.start > FROM);
    occurrences += expected.length;
    for (const library of LIBRARIES) {
      const starts = library
        .prepare(schedule)(FROM - DAY, FROM + WEEK + DAY)
        .map(at => (library === rruleLibrary ? fromWall(at) : at));
      const found = starts.filter(at => at > FROM && at < FROM + WEEK);
      if (String(found) !== String(expected.map(s => s.start)))
        throw new Error(`${library.name} disagrees on ${JSON.stringify(schedule)}: ${found.join()}`);
    }
  }
  return `${schedules.length} schedules: both libraries and the engine begin the same ${occurrences} occurrences in the week`;
}

function fromWall(wall: number): number {
  const text = new Date(wall).toISOString();
  return localToInstant(ZONE, text.slice(0, 10), text.slice(11, 16));
}

function askAround(source: CompiledProgramme): void {
  for (let i = 0; i < 1000; i++) resolve(source, FROM + i * 604_000);
}

function askEachDay(source: CompiledProgramme): void {
  source.blocks.clear();
  for (let i = 0; i < 20; i++) resolve(source, FROM + i * DAY);
}
