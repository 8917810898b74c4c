/**
 * Sixty hand-overs between all pairs of kinds (picture, clip, page, sound, editorial) in Chromium, beside the same layers on one slot
 * alone. Each round is filmed by the browser's screencast on a magenta page: a frame that shows no item is blank. A hand-over lasts from
 * the instant at which the item on the glass is over to the end of the frame that shows the next, by the page's own clock.
 */
import { loadavg } from 'node:os';
import { StageHarness, type TestItem } from '../tests/e2e/stage/harness.ts';
import type { Seen } from '../tests/e2e/stage/recorder.ts';
import { median, row, write } from './files-server.ts';

const REPEATS = Number(process.env.REPEATS ?? 5);
const TRANSITIONS = Number(process.env.TRANSITIONS ?? 60);
const SECONDS = 0.6;

/** Two of each kind, so that one that follows itself can be told from it where a picture can tell. */
const FILES = {
  image: ['red.png', 'green.png'],
  video: ['blue.mp4', 'cyan.mp4'],
  html: ['page.html', 'other.html'],
  audio: ['tone.ogg', 'tone.ogg'],
  editorial: ['news.editorial', 'menu.editorial'],
} as const;
type Kind = keyof typeof FILES;
const kinds = Object.keys(FILES) as Kind[];

const LOOKS: Record<string, Seen> = { page: 'amber', other: 'grey', tone: 'audio' };
const lookOf = (file: string) => LOOKS[file.split('.')[0] ?? ''] ?? (file.split('.')[0] as Seen);
const ITEMS: readonly Seen[] = kinds.flatMap(kind => FILES[kind].map(lookOf));

const list = allPairs();
const looks = list.map(({ file }) => lookOf(file));

interface Round {
  /** Each: what was on the glass before, the hole, and what came. */
  blank: string[];
  missing: number;
  times: number[];
}
type Way = 'stage' | 'one slot';

const harness = await StageHarness.open();
const rounds: Record<Way, Round[]> = { stage: [], 'one slot': [] };
try {
  for (let repeat = 0; repeat <= REPEATS; repeat++) {
    const order: Way[] = repeat % 2 === 0 ? ['stage', 'one slot'] : ['one slot', 'stage'];
    for (const way of order) {
      const round = await measure(way === 'one slot', repeat === 0 ? 10 : TRANSITIONS);
      // One short round before, which does not count.
      if (repeat > 0) rounds[way].push(round);
    }
  }
} finally {
  await harness.close();
}

const of = (measure: (round: Round) => number) =>
  Object.fromEntries(Object.entries(rounds).map(([way, all]) => [way, all.map(measure)])) as Record<Way, number[]>;
const blank = of(({ blank }) => blank.length);
write('stage', {
  rows: [
    row(
      'hand-over, median',
      TRANSITIONS,
      of(({ times }) => share(times, 0.5)),
      'stage',
      'one slot',
    ),
    row(
      'hand-over, p95',
      TRANSITIONS,
      of(({ times }) => share(times, 0.95)),
      'stage',
      'one slot',
    ),
    row(
      'hand-over, longest',
      TRANSITIONS,
      of(({ times }) => share(times, 1)),
      'stage',
      'one slot',
    ),
  ],
  'p95 of the stage, ms': median(of(({ times }) => share(times, 0.95)).stage).toFixed(1),
  'hand-overs with a blank frame, each round': {
    stage: blank.stage.join(', '),
    'one slot': blank['one slot'].join(', '),
  },
  'blank, of the stage': rounds.stage.flatMap(({ blank }) => blank),
  'items never seen in their turn': of(({ missing }) => missing).stage.join(', '),
  'load of the machine (two cores)': loadavg().map(Math.round).join(' '),
  goal: '0 blank, p95 at most 34 ms',
});

async function measure(naive: boolean, transitions: number): Promise<Round> {
  const { frames } = await harness.record(async () => {
    await harness.show(list, { naive });
    await harness.until('start', transitions + 1, 120_000);
    await harness.page.waitForFunction(`events.filter(event => event.what === 'start')[${transitions}].drawn`);
  });
  const events = await harness.events();
  const errors = events.filter(({ what }) => what === 'error');
  if (errors.length > 0) throw new Error(`items failed: ${JSON.stringify(errors)}`);
  const starts = events.filter(({ what }) => what === 'start').slice(0, transitions + 1);
  const times = starts.slice(1).map(({ drawn }, index) => (drawn ?? Number.NaN) - (starts[index]?.at ?? 0) - SECONDS * 1000);
  await harness.reset();
  const seen = frames.map(({ colour }) => colour);
  return { ...holes(seen.slice(seen.findIndex(colour => ITEMS.includes(colour))), transitions), times };
}

/** Hand-overs with a frame that shows no item, and items that were not seen in their turn, of what was filmed. */
function holes(seen: readonly Seen[], transitions: number): Pick<Round, 'blank' | 'missing'> {
  const runs = seen.filter((colour, index) => colour !== seen[index - 1]);
  const turns = runs.filter(colour => ITEMS.includes(colour)).filter((colour, index, all) => colour !== all[index - 1]);
  const expected = Array.from({ length: transitions + 1 }, (_, turn) => looks[turn % looks.length]).filter(
    (colour, index, all) => colour !== all[index - 1],
  );
  // What was filmed may lack one: those after it are still in order.
  let [at, missing] = [0, 0];
  for (const colour of expected) {
    if (colour === turns[at]) at++;
    else missing++;
  }
  return {
    blank: runs.flatMap((colour, index) => (ITEMS.includes(colour) ? [] : [`${runs[index - 1]} → ${colour} → ${runs[index + 1]}`])),
    missing,
  };
}

/** Each kind after each, itself too, in as many items as there are pairs: a de Bruijn sequence of order two. */
function allPairs(): TestItem[] {
  const order = kinds.flatMap((kind, index) => [kind, ...kinds.slice(index + 1).flatMap(later => [kind, later])]);
  const used = new Map<Kind, number>();
  return order.map(kind => {
    const nth = used.get(kind) ?? 0;
    used.set(kind, nth + 1);
    return { file: FILES[kind][nth % 2] ?? FILES[kind][0], duration: SECONDS };
  });
}

function share(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}
