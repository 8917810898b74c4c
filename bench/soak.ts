/**
 * Four hours of a screen in minutes: a thousand hand-overs between short items of all kinds, with some among them that can not be shown,
 * each to its own end. What the page holds after its garbage is collected must be flat: the baseline is the same page after its first
 * hundred. An item more that stays is a thousand times an item.
 */
import { StageHarness } from '../tests/e2e/stage/harness.ts';
import { type Held, ROUND, soak } from '../tests/e2e/stage/soak.ts';
import { write } from './files-server.ts';

const TRANSITIONS = Number(process.env.TRANSITIONS ?? 1000);
const EVERY = 10;

const began = performance.now();
const stage = await StageHarness.open();
try {
  const { held, problems } = await soak(stage, { rounds: Math.ceil(TRANSITIONS / ROUND), every: EVERY, hurried: false });
  const [first, last] = [held[0], held.at(-1)];
  if (!first || !last) throw new Error(`at least ${ROUND * EVERY} transitions`);
  const change = (name: keyof Held, digits = 0) =>
    `${first[name].toFixed(digits)} → ${last[name].toFixed(digits)}, at most ${Math.max(...held.map(look => look[name])).toFixed(digits)}`;
  write('soak', {
    held: {
      [`heap, MB, after ${ROUND * EVERY} → ${ROUND * EVERY * held.length}`]: change('heap', 2),
      nodes: change('nodes'),
      'detached trees': change('detached'),
      listeners: change('listeners'),
      'resident, MB': change('resident'),
    },
    each: held.map(look => Object.values(look).map(Math.round).join(' ')),
    'unhandled errors and good items that failed': problems.length === 0 ? 'none' : problems.join('; '),
    minutes: ((performance.now() - began) / 60_000).toFixed(1),
    goal: 'flat; no more detached trees than the layers that wait for their next item (10)',
  });
} finally {
  await stage.close();
}
