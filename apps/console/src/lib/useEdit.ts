import type { UseFormReturnType } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { $api } from '../api/client.ts';
import { toProblem } from '../api/problem.ts';
import { changedFields, ifMatch, merged, same, type Versioned } from './version.ts';

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

/** What a form shows and offers when somebody else was quicker. */
export interface Edit<V extends object> {
  meanwhile: Meanwhile<V> | null;
  /** What one had typed before loading theirs. */
  dropped: V | null;
  values: V;
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

  const who = async (id: number | undefined): Promise<string | null> => {
    const feed = await queries.fetchQuery({ ...$api.queryOptions('get', '/dashboard/activity'), staleTime: 0 }).catch(() => null);
    return feed?.items.find(entry => entry.resource === kind && entry.resource_id === (id ?? null))?.user_name ?? null;
  };

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
        if (toProblem(error).code !== 'stale') throw error;
        version = await load();
        if (!same(valuesOf(version), before)) break;
      }
    }
    fill(version, merged(before, mine, valuesOf(version)));
    setMeanwhile({ before, theirs: valuesOf(version), who: await who('id' in version ? Number(version.id) : undefined) });
    return null;
  };

  const edit: Edit<V> = {
    meanwhile,
    dropped,
    values: form.values,
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
