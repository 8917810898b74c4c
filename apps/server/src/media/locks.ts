/** Runs what has the same key one after the other, within this process. */
export type Locked = <T>(key: string, work: () => Promise<T>) => Promise<T>;

export function createLocks(): Locked {
  const tails = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const turn = (tails.get(key) ?? Promise.resolve()).then(work);
    const tail = turn.catch(() => undefined);
    tails.set(key, tail);
    try {
      return await turn;
    } finally {
      if (tails.get(key) === tail) tails.delete(key);
    }
  };
}
