import { useQueryClient } from '@tanstack/react-query';
import type { Content } from '@tvs/protocol';
import { useEffect, useRef, useState } from 'react';
import { type BulkFailure, runBulk } from './bulk.ts';

export interface BulkState {
  total: number;
  done: number;
  failures: readonly BulkFailure<Content>[];
  running: boolean;
}

/** One thing done to many files, with its progress; `state` is null until it begins. */
export function useBulk(act: (content: Content) => Promise<unknown>) {
  const queries = useQueryClient();
  const [state, setState] = useState<BulkState | null>(null);
  const controller = useRef<AbortController>(null);
  useEffect(() => () => controller.current?.abort(), []);

  return {
    state,
    stop: () => controller.current?.abort(),
    /** What was done and what failed. */
    async start(contents: readonly Content[]) {
      const stopping = new AbortController();
      controller.current = stopping;
      const { signal } = stopping;
      const total = contents.length;
      setState({ total, done: 0, failures: [], running: true });
      const onStep = (done: number, failures: BulkState['failures']) => setState({ total, done, failures, running: true });
      const result = await runBulk(contents, { act, signal, onStep, wait: seconds => pause(seconds, signal) });
      setState({ total, ...result, running: false });
      for (const path of ['/content', '/content/{id}', '/content/tags', '/content/uses'])
        void queries.invalidateQueries({ queryKey: ['get', path] });
      return result;
    },
  };
}

function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
