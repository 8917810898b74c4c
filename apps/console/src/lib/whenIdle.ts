import { queryClient } from '../api/queryClient.ts';

/** Between two looks whether answers are still on their way, ms. */
const again = 300;

/** Calls once the page has nothing else to do: no answer is on its way, nothing is to be drawn. Answers how to call it off. */
export function whenIdle(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let idle: number | undefined;
  const look = () => {
    if (queryClient.isFetching() > 0) timer = setTimeout(wait, again);
    else work();
  };
  const wait = () => {
    // Safari has no such moment: it looks a little later.
    if (typeof requestIdleCallback === 'undefined') timer = setTimeout(look, again);
    else idle = requestIdleCallback(look);
  };
  wait();
  return () => {
    clearTimeout(timer);
    if (idle !== undefined) cancelIdleCallback(idle);
  };
}
