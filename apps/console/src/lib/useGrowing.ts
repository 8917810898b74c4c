import { useState } from 'react';

const step = 60;

/** How much of a long list of options is drawn: what is seen, and more each time its end is reached. */
export function useGrowing() {
  const [limit, setLimit] = useState(step);
  return {
    limit,
    grow: () => setLimit(shown => shown + step),
    /** Begins anew, with at least so many. */
    reset: (least = 0) => setLimit(least + step),
  };
}
