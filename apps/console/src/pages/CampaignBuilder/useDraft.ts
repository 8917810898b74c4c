import { useQueryClient } from '@tanstack/react-query';
import type { Campaign } from '@tvs/protocol';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../../api/client.ts';
import { isGone, toProblem } from '../../api/problem.ts';
import { bodyOf } from '../../lib/campaignItems.ts';
import { ifMatch } from '../../lib/version.ts';
import type { BuilderItem } from './builderState.ts';

export type DraftState = { kind: 'clean' } | { kind: 'saving' } | { kind: 'saved'; at: number } | { kind: 'failed' } | { kind: 'stale' };

export interface Draft {
  state: DraftState;
  /** Whether something of what is edited is nowhere but here. */
  unsaved: () => boolean;
  /** Saves what isn't yet; false when that failed. */
  flush: () => Promise<boolean>;
  /** What somebody else made of it meanwhile: nothing is saved before that is decided. */
  theirs: Campaign | null;
  /** Whether saving waits for that decision. */
  halted: () => boolean;
  /** Goes on from theirs: either with their sequence, or by writing mine over it. */
  goOn: () => void;
  /** Takes note of what an own change answered. */
  adopt: (campaign: Campaign) => void;
  /** The version that was seen, for changes beside the draft. */
  version: () => ReturnType<typeof ifMatch>;
  /** After somebody else was quicker. */
  meet: () => Promise<void>;
}

const pause = 700;
const again = 4000;
const textOf = (campaign: Campaign) => JSON.stringify(bodyOf(itemsOf(campaign)));

/** What the builder edits: the draft, else what plays. */
export function itemsOf(campaign: Campaign) {
  return campaign.draft?.items ?? campaign.items;
}

/** Keeps what is edited on the server, a moment after every change and again until it worked, and never over somebody else's edit. */
export function useDraft(campaign: Campaign, items: readonly BuilderItem[], gone = false): Draft {
  const queries = useQueryClient();
  const [state, setState] = useState<DraftState>({ kind: 'clean' });
  const [theirs, setTheirs] = useState<Campaign | null>(null);
  const [retries, setRetries] = useState(0);
  const id = String(campaign.id);
  const wanted = JSON.stringify(bodyOf(items));
  const kept = useRef(textOf(campaign));
  const seen = useRef(campaign.updated_at);
  const halted = useRef(false);
  const lost = useRef(gone);
  lost.current = gone;
  const latest = useRef(items);
  const running = useRef<Promise<boolean> | null>(null);
  latest.current = items;

  const adopt = useCallback(
    (data: Campaign) => {
      queries.setQueryData(['get', '/campaigns/{id}', { params: { path: { id } } }], data);
      // With another sequence in it the next save has to meet theirs first.
      if (textOf(data) === kept.current) seen.current = data.updated_at;
    },
    [id, queries],
  );
  const halt = useCallback((data: Campaign) => {
    halted.current = true;
    setTheirs(data);
    setState({ kind: 'stale' });
  }, []);
  const meet = useCallback(async () => {
    const { data } = await api.GET('/campaigns/{id}', { params: { path: { id } } });
    if (!data) return;
    // A new name or rank alone is nobody's loss here.
    if (textOf(data) === kept.current) adopt(data);
    else halt(data);
  }, [id, adopt, halt]);

  const save = useCallback(async (): Promise<boolean> => {
    // One at a time, so that an older answer never lands on a newer one.
    while (running.current) await running.current;
    const body = bodyOf(latest.current);
    const text = JSON.stringify(body);
    if (halted.current || lost.current) return false;
    if (text === kept.current) return true;
    setState({ kind: 'saving' });
    running.current = api
      .PUT('/campaigns/{id}/draft', { params: { path: { id }, header: ifMatch({ updated_at: seen.current }) }, body: { items: body } })
      .then(async ({ data, error }) => {
        if (!data) {
          if (toProblem(error).code === 'stale') await meet();
          // The page asks, and says what it hears.
          if (isGone(error)) void queries.invalidateQueries({ queryKey: ['get', '/campaigns/{id}', { params: { path: { id } } }] });
          return false;
        }
        kept.current = text;
        adopt(data);
        return true;
      })
      .catch(() => false);
    const ok = await running.current;
    running.current = null;
    if (halted.current) return false;
    setState(ok ? { kind: 'saved', at: Date.now() } : { kind: 'failed' });
    if (!ok) setTimeout(() => setRetries(count => count + 1), again);
    return ok;
  }, [id, adopt, meet, queries]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a retry runs the same save again
  useEffect(() => {
    if (wanted === kept.current || gone) return;
    const timer = setTimeout(() => void save(), pause);
    return () => clearTimeout(timer);
  }, [wanted, save, retries, gone]);

  // What comes in by itself: the same sequence under a newer version is fine, another one is somebody's edit.
  useEffect(() => {
    if (running.current || halted.current || Date.parse(campaign.updated_at) <= Date.parse(seen.current)) return;
    if (textOf(campaign) === kept.current) seen.current = campaign.updated_at;
    else halt(campaign);
  }, [campaign, halt]);

  // Leaving the page within the pause must not lose the last edit, whatever takes it away; by an own step it is saved before.
  useEffect(
    () => () => {
      void save();
    },
    [save],
  );
  const goOn = () => {
    if (!theirs) return;
    kept.current = textOf(theirs);
    seen.current = theirs.updated_at;
    halted.current = false;
    queries.setQueryData(['get', '/campaigns/{id}', { params: { path: { id } } }], theirs);
    setTheirs(null);
    setState({ kind: 'clean' });
    setRetries(count => count + 1);
  };
  return {
    state: gone ? { kind: 'clean' } : state,
    unsaved: () => JSON.stringify(bodyOf(latest.current)) !== kept.current,
    flush: save,
    theirs,
    halted: () => halted.current,
    goOn,
    adopt,
    version: () => ifMatch({ updated_at: seen.current }),
    meet,
  };
}
