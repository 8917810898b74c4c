import type { UseFormReturnType } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { isGone, toProblem } from '../api/problem.ts';
import { useLive, useSocketEvent } from '../contexts/socket/SocketContext.tsx';
import { changedFields, ifMatch, merged, same, type Versioned } from './version.ts';
import { whoDid } from './whoDid.ts';

interface Editing<R, V, B> {
  form: UseFormReturnType<V>;
  /** What is being edited, as newly as the page knows it; nothing: it is being made. */
  resource: R | undefined;
  valuesOf: (resource: R) => V;
  bodyOf: (values: V) => B;
  /** Asks for it anew. */
  load: () => Promise<R>;
  /** As the activity feed names it. */
  kind: string;
}

/** Somebody else was quicker. */
export interface Meanwhile<V> {
  who: string | null;
  /** What both began with. */
  before: V;
  theirs: V;
}

/** What was being edited is not there any more, or not this person's to see. */
export interface Gone {
  who: string | null;
}

/** What a form shows and offers when somebody else was quicker. */
export interface Edit<V extends object> {
  meanwhile: Meanwhile<V> | null;
  /** What one had typed before loading theirs. */
  dropped: V | null;
  values: V;
  gone: Gone | null;
  /** Nothing is to be saved before that is decided. */
  halted: boolean;
  loadTheirs: () => void;
  keepMine: () => void;
}

/**
 * Editing that overwrites nobody: only what was changed is sent, and only while the rest is as it was when the form was filled.
 * When it isn't, what they changed and I didn't is taken over, and the rest is for the person to decide.
 */
export function useEdit<R extends Versioned, V extends object, B extends object>(editing: Editing<R, V, B>) {
  const { form, resource, valuesOf, bodyOf, load, kind } = editing;
  const queries = useQueryClient();
  const [base, setBase] = useState(resource);
  const [meanwhile, setMeanwhile] = useState<Meanwhile<V> | null>(null);
  const [dropped, setDropped] = useState<V | null>(null);
  const [gone, setGone] = useState<Gone | null>(null);
  const { times } = useLive();
  const id = base && 'id' in base ? Number(base.id) : null;

  const leave = async () => {
    if (gone) return;
    setGone({ who: null });
    setGone({ who: await whoDid(queries, kind, id) });
  };
  const check = () => {
    if (id === null) return;
    load().catch((error: unknown) => {
      if (isGone(error)) void leave();
    });
  };
  // At once, and not only when it is to be saved.
  useSocketEvent('activity', ({ resource, resource_id, action }) => {
    if (action === 'delete' && resource === kind && resource_id === id) check();
  });
  const heard = useRef(times);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what happened while there was no line was not heard
  useEffect(() => {
    if (heard.current !== times) check();
    heard.current = times;
  }, [times]);

  const fill = (from: R, values = valuesOf(from)) => {
    setBase(from);
    form.setValues(values);
    form.resetDirty(valuesOf(from));
    form.clearErrors();
  };

  // A form that nobody has touched follows what happens elsewhere.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when something new comes, not when something is typed
  useEffect(() => {
    if (!resource || !base || Date.parse(resource.updated_at) <= Date.parse(base.updated_at)) return;
    if (same(form.getValues(), valuesOf(base))) fill(resource);
  }, [resource]);

  /** The saved thing; `null` when somebody else was quicker, which is then shown. Other refusals are thrown. */
  const save = async (send: (body: Partial<B>, header: ReturnType<typeof ifMatch>) => Promise<R>): Promise<R | null> => {
    if (!base) return null;
    const mine = form.getValues();
    const before = valuesOf(base);
    const body = changedFields(bodyOf(before), bodyOf(mine));
    let version = base;
    setDropped(null);
    // What changed elsewhere may not concern the form: then it is simply tried again.
    for (let round = 0; round < 3; round += 1) {
      try {
        // With nothing to send it is looked at all the same: what is not there any more is not saved.
        const saved = Object.keys(body).length === 0 ? await load() : await send(body, ifMatch(version));
        setMeanwhile(null);
        fill(saved);
        return saved;
      } catch (error) {
        if (isGone(error) && id !== null) {
          await leave();
          return null;
        }
        if (toProblem(error).code !== 'stale') throw error;
        version = await load();
        if (!same(valuesOf(version), before)) break;
      }
    }
    fill(version, merged(before, mine, valuesOf(version)));
    setMeanwhile({ before, theirs: valuesOf(version), who: await whoDid(queries, kind, id) });
    return null;
  };

  const edit: Edit<V> = {
    meanwhile,
    dropped,
    values: form.values,
    gone,
    halted: meanwhile !== null || gone !== null,
    loadTheirs: () => {
      if (!base) return;
      setDropped(form.getValues());
      setMeanwhile(null);
      fill(base);
    },
    keepMine: () => setMeanwhile(null),
  };
  return { edit, save, base };
}
