import { useCallback, useLayoutEffect, useRef } from 'react';

/** The same function at each render, which does what the newest one says: for handlers of parts that are drawn again only when something of theirs changes. */
export function useStable<A extends unknown[], R>(does: (...args: A) => R): (...args: A) => R {
  const newest = useRef(does);
  useLayoutEffect(() => {
    newest.current = does;
  });
  return useCallback((...args: A) => newest.current(...args), []);
}
