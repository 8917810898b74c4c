import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { TestApp } from './app.ts';

const answering = new AsyncLocalStorage<boolean>();
const marked = new WeakSet<object>();

/** From here on, what runs for a request knows that it does. */
function markRequests({ server }: TestApp['app']['http']): void {
  if (marked.has(server)) return;
  marked.add(server);
  const listeners = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (...args) => answering.run(true, () => listeners.forEach(listener => void listener.apply(server, args))));
}

/** The SQL of every statement that runs for requests while the work does; the server's own rounds (jobs, feeds, alerts) are not among them. */
export async function statementsDuring({ app }: TestApp, work: () => Promise<unknown>): Promise<string[]> {
  markRequests(app.http);
  const seen: string[] = [];
  const note = (statement: unknown) => {
    if (answering.getStore()) seen.push((statement as { sql: string }).sql);
  };
  subscribe('tvs.statement', note);
  try {
    await work();
  } finally {
    unsubscribe('tvs.statement', note);
  }
  return seen;
}
