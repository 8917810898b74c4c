const leastStep = 0.01;
const leastWait = 500;

/** Passes on a share of work done, 0 to 1, when it grew by a hundredth and half a second has gone by: consoles need no more. */
export function pacedProgress(tell: (share: number) => void, now: () => number): (share: number) => void {
  let last = 0;
  let at = Number.NEGATIVE_INFINITY;
  return share => {
    if (share < last + leastStep || now() < at + leastWait) return;
    last = share;
    at = now();
    tell(share);
  };
}
