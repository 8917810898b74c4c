import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** The SQL of every statement that runs while the work does. */
export async function statementsDuring(work: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  const note = (statement: unknown) => seen.push((statement as { sql: string }).sql);
  subscribe('tvs.statement', note);
  try {
    await work();
  } finally {
    unsubscribe('tvs.statement', note);
  }
  return seen;
}
