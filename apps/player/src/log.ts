const MOST = 50;

export interface Entry {
  at: number;
  topic: string;
  text: string;
}

/** The last things that went wrong, bounded: a player runs for months and nobody reads its console. */
const entries: Entry[] = [];

export function note(topic: string, problem: unknown): void {
  const text = problem instanceof Error ? `${problem.name}: ${problem.message}` : String(problem);
  entries.push({ at: Date.now(), topic, text: text.slice(0, 300) });
  if (entries.length > MOST) entries.shift();
}

export function lastProblem(): Entry | undefined {
  return entries.at(-1);
}

/** What nobody caught ends up here too. */
export function listenForProblems(target: EventTarget): void {
  target.addEventListener('error', event => note('error', event instanceof ErrorEvent ? event.message : 'unknown'));
  target.addEventListener('unhandledrejection', event => note('rejection', (event as PromiseRejectionEvent).reason));
}
