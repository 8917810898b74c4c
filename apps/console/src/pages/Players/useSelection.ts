import { useCallback, useEffect, useMemo, useRef } from 'react';
import { between, choose, countChosen, isChosen, readSelection, type Selection, writeSelection } from './selection.ts';

export interface Choosing {
  selection: Selection;
  count: number;
  /** Whether all of the page, some or none. */
  page: 'all' | 'some' | 'none';
  chosen: (id: number) => boolean;
  /** With `range`, all from the one that was clicked before. */
  click: (id: number, chosen: boolean, range: boolean) => void;
  choosePage: (chosen: boolean) => void;
  chooseAll: () => void;
  clear: () => void;
}

/** What of a list is chosen, kept in the address. `ids`: the page that is shown, in its order; `total`: of the whole filter. */
export function useSelection(
  text: string | undefined,
  ids: readonly number[],
  total: number,
  onChange: (text: string | undefined) => void,
): Choosing {
  const selection = useMemo(() => readSelection(text), [text]);
  const latest = useRef({ selection, ids, onChange });
  useEffect(() => {
    latest.current = { selection, ids, onChange };
  });
  const before = useRef<number | null>(null);
  // The same function always: a card is drawn again only when something of it changed.
  const click = useCallback((id: number, chosen: boolean, range: boolean) => {
    const { selection, ids, onChange } = latest.current;
    const some = range ? between(ids, before.current, id) : [id];
    before.current = id;
    onChange(writeSelection(choose(selection, some, chosen)));
  }, []);
  const onPage = ids.filter(id => isChosen(selection, id)).length;
  return {
    selection,
    count: countChosen(selection, total),
    page: onPage === 0 ? 'none' : onPage === ids.length ? 'all' : 'some',
    chosen: id => isChosen(selection, id),
    click,
    choosePage: chosen => onChange(writeSelection(choose(selection, ids, chosen))),
    chooseAll: () => onChange('all'),
    clear: () => onChange(undefined),
  };
}
