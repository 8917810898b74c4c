/** Resolves after the browser has drawn `count` frames, or soon anyway: a hidden page draws none. */
export async function frames(count: number): Promise<void> {
  for (let drawn = 0; drawn < count; drawn++) {
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, 100);
      requestAnimationFrame(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

/** Fails with `message` when `work` takes longer than `ms`, and with the signal's reason when it is aborted. */
export function within<T>(ms: number, message: string, signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => end(() => reject(new Error(message))), ms);
    const aborted = () => end(() => reject(new Error('aborted')));
    const end = (settle: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', aborted);
      settle();
    };
    signal.addEventListener('abort', aborted);
    if (signal.aborted) aborted();
    work.then(
      value => end(() => resolve(value)),
      (error: unknown) => end(() => reject(error instanceof Error ? error : new Error(String(error)))),
    );
  });
}
