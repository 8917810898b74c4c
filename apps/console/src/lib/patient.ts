const pause = 2000;

/**
 * Fetches a part of the console that is needed only now. While the server is away it waits, where an error would take down the
 * page with all that is typed in it; that a new version of the console no longer has the part is an error all the same.
 */
export function patient<T>(load: () => Promise<T>, reachable: () => Promise<boolean> = answers, wait = pause): () => Promise<T> {
  return async () => {
    for (;;) {
      try {
        return await load();
      } catch (error) {
        if (await reachable()) throw error;
        await new Promise(resolve => setTimeout(resolve, wait));
      }
    }
  };
}

function answers(): Promise<boolean> {
  return fetch('/api/health/live').then(
    ({ ok }) => ok,
    () => false,
  );
}
