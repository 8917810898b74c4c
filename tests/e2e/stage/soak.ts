import { readFileSync } from 'node:fs';
import type { CDPSession } from 'playwright-core';
import type { StageHarness, TestItem } from './harness.ts';

/** What the stage's page holds after its garbage is collected. */
export interface Held {
  /** MB. */
  heap: number;
  nodes: number;
  /** Trees that script holds and no document has. */
  detached: number;
  listeners: number;
  /** MB that the browser's pages and frames have in memory, all together. */
  resident: number;
}

/** Two of each kind, with sound and without; then what can not be shown. */
const SEEN = ['red.png', 'green.mp4', 'page.html', 'news.editorial', 'blue.png', 'halves.mp4', 'other.html', 'menu.editorial'];
const GOOD = [...SEEN, 'tone.ogg', 'loud.mp4'];
const BAD = ['broken.mp4', 'broken.png', 'missing.mp4'];
/** Transitions in one round of the list. */
export const ROUND = GOOD.length;

/**
 * Plays so many rounds and looks after each `every` of them, the same item on the glass each time. `hurried`: each item is skipped as soon
 * as it is there, otherwise it has a quarter of a second. Problems: what nobody caught, and items that failed but should not.
 */
export async function soak(
  stage: StageHarness,
  { rounds, every, hurried }: { rounds: number; every: number; hurried: boolean },
): Promise<{ held: Held[]; problems: string[] }> {
  const problems: string[] = [];
  const uncaught = (error: Error) => problems.push(error.message);
  stage.page.on('pageerror', uncaught);
  const session = await stage.page.context().newCDPSession(stage.page);
  await session.send('Performance.enable');
  const held: Held[] = [];
  await stage.show([...GOOD, ...BAD].map((file): TestItem => ({ file, duration: hurried ? 30 : 0.25 })));
  for (let round = 1; round <= rounds; round++) {
    for (let turn = 1; turn <= ROUND; turn++) {
      if (hurried || turn === ROUND) await stage.until('start', turn);
      if (hurried) await stage.call('next()');
    }
    const failed = (await stage.events()).filter(({ what }) => what === 'error').map(({ key }) => key.split(':')[1] ?? '');
    problems.push(...failed.filter(file => !BAD.includes(file)));
    // The harness's own book is no part of what is measured.
    await stage.page.evaluate('events.length = 0');
    if (round % every === 0) held.push(await look(stage, session));
  }
  stage.page.off('pageerror', uncaught);
  await session.detach();
  return { held, problems };
}

async function look(stage: StageHarness, session: CDPSession): Promise<Held> {
  // Twice: what the first lets go of may have held more.
  for (let round = 0; round < 2; round++) await session.send('HeapProfiler.collectGarbage');
  await session.send('DOM.enable');
  const { detachedNodes } = await session.send('DOM.getDetachedDomNodes');
  await session.send('DOM.disable');
  const { metrics } = await session.send('Performance.getMetrics');
  const value = (name: string) => metrics.find(metric => metric.name === name)?.value ?? Number.NaN;
  const resident = (await stage.renderers()).reduce((sum, { id }) => sum + residentOf(id), 0);
  return {
    heap: value('JSHeapUsedSize') / 1e6,
    nodes: value('Nodes'),
    detached: detachedNodes.length,
    listeners: value('JSEventListeners'),
    resident,
  };
}

/** MB; 0 for a process that is gone. */
function residentOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1000;
  } catch {
    return 0;
  }
}
