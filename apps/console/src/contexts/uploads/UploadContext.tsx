import { useQueryClient } from '@tanstack/react-query';
import type { Content } from '@tvs/protocol';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { api } from '../../api/client.ts';
import { useLapsed } from '../auth/useToken.ts';
import { useLive, useSocketEvent } from '../socket/SocketContext.tsx';
import { type Upload, UploadQueue } from './queue.ts';

const UploadContext = createContext<UploadQueue | null>(null);

/** How often is asked while no line tells, ms. */
const askAgain = 5000;

/** Keeps uploads going while one moves between pages, and asks before the tab is closed on one. */
export function UploadProvider({ children }: { children: ReactNode }) {
  const [queue] = useState(() => new UploadQueue());
  const queries = useQueryClient();
  useEffect(() => {
    queue.onArrived = () => {
      void queries.invalidateQueries({ queryKey: ['get', '/content'] });
      void queries.invalidateQueries({ queryKey: ['get', '/dashboard/stats'] });
    };
    const ask = (event: BeforeUnloadEvent) => {
      if (queue.uploads().some(({ state }) => state === 'sending' || state === 'waiting' || state === 'paused')) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [queue, queries]);
  const lapsed = useLapsed();
  useEffect(() => {
    if (!lapsed) queue.signedIn();
  }, [lapsed, queue]);
  const { state: live, times } = useLive();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what ended before the line was opened, however often, was not heard
  useEffect(() => {
    if (live === 'live') settleAll(queue);
    if (live !== 'asking') return;
    const timer = setInterval(() => settleAll(queue), askAgain);
    return () => clearInterval(timer);
  }, [live, times, queue]);
  useSocketEvent('content_progress', event => queue.progress(event));
  return <UploadContext.Provider value={queue}>{children}</UploadContext.Provider>;
}

/** Asks what became of those that are being prepared. */
function settleAll(queue: UploadQueue): void {
  for (const { state, contentId } of queue.uploads()) {
    if (state !== 'processing' || contentId === null) continue;
    const asked = api.GET('/content/{id}', { params: { path: { id: String(contentId) } } });
    // Without an answer the socket is lost again, and this comes back with it.
    asked.then(({ data }) => data && queue.settle(data as Content)).catch(() => undefined);
  }
}

/** The queue itself, to add to. */
export function useUploadQueue(): UploadQueue {
  const queue = useContext(UploadContext);
  if (!queue) throw new Error('useUploadQueue outside UploadProvider');
  return queue;
}

/** What is in the queue, live. */
export function useUploads(): readonly Upload[] {
  const queue = useUploadQueue();
  return useSyncExternalStore(queue.watch, queue.uploads);
}
