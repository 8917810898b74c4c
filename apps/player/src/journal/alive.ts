const PREFIX = 'tvs-journal-';

/** A name for this run of the page that no other has. */
export function newRun(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(3)), part => part.toString(36)).join('');
}

/** Says to other tabs that this page lives, until it does not: a lock goes with its page, whatever ends it. */
export async function live(run: string): Promise<void> {
  if (!navigator.locks) return;
  await new Promise<void>((resolve, reject) => {
    const forever = () => {
      resolve();
      return new Promise<never>(() => {});
    };
    navigator.locks.request(PREFIX + run, forever).catch(reject);
  });
}

/** The runs that live in this browser; `null` where it cannot tell (plain HTTP). */
export async function living(): Promise<ReadonlySet<string> | null> {
  if (!navigator.locks) return null;
  const { held = [] } = await navigator.locks.query();
  return new Set(held.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : [])));
}
