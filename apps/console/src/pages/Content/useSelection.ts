import type { Content } from '@tvs/protocol';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { picked } from './selection.ts';

interface State {
  scope: string;
  chosen: ReadonlyMap<number, Content>;
  /** The row ticked last, from which a range goes. */
  from: number | null;
}

/** The files chosen for an action: kept from page to page, let go when one looks for something else (`scope`). */
export function useSelection(items: readonly Content[], scope: string) {
  const [state, setState] = useState<State>({ scope, chosen: new Map(), from: null });
  const held = useMemo(() => (state.scope === scope ? state : { scope, chosen: new Map<number, Content>(), from: null }), [state, scope]);
  const latest = useRef({ items, held });
  useEffect(() => {
    latest.current = { items, held };
  });

  const pick = useCallback((id: number, range: boolean) => {
    const { items, held } = latest.current;
    setState({ scope: held.scope, chosen: picked(held.chosen, items, id, range ? held.from : null), from: id });
  }, []);
  const clear = useCallback(() => setState(before => ({ ...before, chosen: new Map(), from: null })), []);
  /** These are gone. */
  const drop = useCallback((ids: readonly number[]) => {
    const { held } = latest.current;
    const chosen = new Map(held.chosen);
    for (const id of ids) chosen.delete(id);
    setState({ scope: held.scope, chosen, from: null });
  }, []);
  /** All of this page; when they are all chosen, none of it. */
  const pickPage = useCallback(() => {
    const { items, held } = latest.current;
    const chosen = new Map(held.chosen);
    const all = items.every(({ id }) => chosen.has(id));
    for (const item of items) {
      if (all) chosen.delete(item.id);
      else chosen.set(item.id, item);
    }
    setState({ scope: held.scope, chosen, from: null });
  }, []);

  // As newly as the page knows them.
  const contents = useMemo(() => {
    const shown = new Map(items.map(item => [item.id, item]));
    return [...held.chosen.values()].map(content => shown.get(content.id) ?? content);
  }, [items, held]);
  return { chosen: held.chosen, contents, pick, pickPage, drop, clear };
}
