/** Collects what comes and hands all of it over when `soon` calls, in the order in which it came. `soon` answers how to call it off. */
export function gather<T>(handle: (all: T[]) => void, soon: (work: () => void) => () => void): { add: (one: T) => void; stop: () => void } {
  let waiting: T[] = [];
  let off = () => {};
  return {
    add: one => {
      waiting.push(one);
      if (waiting.length > 1) return;
      off = soon(() => {
        const all = waiting;
        waiting = [];
        handle(all);
      });
    },
    stop: () => {
      off();
      waiting = [];
    },
  };
}
