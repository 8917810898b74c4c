import { useCallback, useEffect, useRef } from 'react';

/**
 * Hands over what came since the last picture, all at once, before the next is drawn: however many events come, the page is drawn once. A
 * page that nobody sees draws nothing, so there they wait.
 */
export function useFrames<T>(handle: (all: T[]) => void): (one: T) => void {
  const latest = useRef(handle);
  useEffect(() => {
    latest.current = handle;
  });
  const waiting = useRef<T[]>([]);
  const frame = useRef(0);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  return useCallback((one: T) => {
    waiting.current.push(one);
    if (waiting.current.length > 1) return;
    frame.current = requestAnimationFrame(() => {
      const all = waiting.current;
      waiting.current = [];
      latest.current(all);
    });
  }, []);
}
