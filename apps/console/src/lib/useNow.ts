import { useEffect, useState } from 'react';

/** The time, epoch ms, told again every `step` ms: for "3 s ago" and the line of now. */
export function useNow(step = 10_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), step);
    return () => clearInterval(timer);
  }, [step]);
  return now;
}
