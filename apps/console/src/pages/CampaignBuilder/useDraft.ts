import { useQueryClient } from '@tanstack/react-query';
import type { Campaign } from '@tvs/protocol';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../../api/client.ts';
import { type BuilderItem, bodyOf } from './builderState.ts';

export type DraftState = { kind: 'clean' } | { kind: 'saving' } | { kind: 'saved'; at: number } | { kind: 'failed' };

const pause = 700;
const again = 4000;

/** Keeps what is edited on the server, a moment after every change and again until it worked. */
export function useDraft(campaign: Campaign, items: readonly BuilderItem[]): { state: DraftState; flush: () => Promise<boolean> } {
  const queries = useQueryClient();
  const [state, setState] = useState<DraftState>({ kind: 'clean' });
  const [retries, setRetries] = useState(0);
  const id = String(campaign.id);
  const wanted = JSON.stringify(bodyOf(items));
  const kept = useRef(wanted);
  const latest = useRef(items);
  const running = useRef<Promise<boolean> | null>(null);
  latest.current = items;

  const save = useCallback(async (): Promise<boolean> => {
    // One at a time, so that an older answer never lands on a newer one.
    if (running.current) await running.current;
    const body = bodyOf(latest.current);
    const text = JSON.stringify(body);
    if (text === kept.current) return true;
    setState({ kind: 'saving' });
    running.current = api
      .PUT('/campaigns/{id}/draft', { params: { path: { id } }, body: { items: body } })
      .then(({ data }) => {
        if (!data) return false;
        kept.current = text;
        queries.setQueryData(['get', '/campaigns/{id}', { params: { path: { id } } }], data);
        return true;
      })
      .catch(() => false);
    const ok = await running.current;
    running.current = null;
    setState(ok ? { kind: 'saved', at: Date.now() } : { kind: 'failed' });
    if (!ok) setTimeout(() => setRetries(count => count + 1), again);
    return ok;
  }, [id, queries]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a retry runs the same save again
  useEffect(() => {
    if (wanted === kept.current) return;
    const timer = setTimeout(() => void save(), pause);
    return () => clearTimeout(timer);
  }, [wanted, save, retries]);

  // Leaving the page within the pause must not lose the last edit.
  useEffect(
    () => () => {
      void save();
    },
    [save],
  );
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (JSON.stringify(bodyOf(latest.current)) !== kept.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, []);

  return { state, flush: save };
}
