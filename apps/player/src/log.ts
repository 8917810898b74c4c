/** Lines kept: what an operator reads from afar. */
const MOST = 200;

export interface Entry {
  /** This machine's clock, epoch ms. */
  at: number;
  level: 'info' | 'problem';
  topic: string;
  text: string;
}

/** The last things that happened, bounded: a player runs for months and nobody reads its console. */
const entries: Entry[] = [];

export function note(topic: string, what: unknown, level: Entry['level'] = 'problem'): void {
  const text = what instanceof Error ? `${what.name}: ${what.message}` : String(what);
  entries.push({ at: Date.now(), level, topic, text: text.slice(0, 300) });
  if (entries.length > MOST) entries.shift();
}

export function lastProblem(): Entry | undefined {
  return entries.findLast(entry => entry.level === 'problem');
}

/** What nobody caught ends up here too. */
export function listenForProblems(target: EventTarget): void {
  target.addEventListener('error', event => note('error', event instanceof ErrorEvent ? event.message : 'unknown'));
  target.addEventListener('unhandledrejection', event => note('rejection', (event as PromiseRejectionEvent).reason));
}

/** Sends the lines to the server; resolves with how many. */
export async function sendLog(token: string): Promise<string> {
  const lines = entries.map(({ at, ...rest }) => ({ at: new Date(at).toISOString(), ...rest }));
  const response = await fetch('/api/player/log', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ lines }),
    signal: AbortSignal.timeout(15_000),
  });
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return `${lines.length} lines`;
}
