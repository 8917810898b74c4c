import { useEffect, useState } from 'react';
import { serverNow, toServer } from './serverClock.ts';

/**
 * The time, epoch ms as the server has it, told again at every full `step` ms of the clock: for "3 s ago" and the line of now.
 * `arrived` is when the data came that it is compared with: what just came isn't older than the last tick.
 */
export function useNow(step = 10_000, arrived = 0): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      timer = setTimeout(
        () => {
          setNow(serverNow());
          wait();
        },
        step - (Date.now() % step),
      );
    };
    // A page that slept in the background is late: it looks at the clock as soon as it is seen.
    const look = () => {
      if (document.visibilityState === 'visible') setNow(serverNow());
    };
    wait();
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [step]);
  return Math.max(now, toServer(arrived));
}
