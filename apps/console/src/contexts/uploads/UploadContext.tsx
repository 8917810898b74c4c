import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { api } from '../../api/client.ts';
import { useLive, useSocketEvent } from '../socket/SocketContext.tsx';
import { type Upload, UploadQueue } from './queue.ts';

const UploadContext = createContext<UploadQueue | null>(null);

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
      if (queue.uploads().some(({ state }) => state === 'sending' || state === 'waiting')) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [queue, queries]);
  const { state } = useLive();
  useEffect(() => {
    const back = () => queue.retryLost();
    // The browser may be online while the server is away: the socket says when it is there again.
    if (state === 'live') {
      back();
      void catchUp(queue);
    }
    window.addEventListener('online', back);
    return () => window.removeEventListener('online', back);
  }, [queue, state]);
  useSocketEvent('content_progress', event => queue.progress(event));
  return <UploadContext.Provider value={queue}>{children}</UploadContext.Provider>;
}

/** Asks how far the files are whose news may have been missed while the server was away. */
async function catchUp(queue: UploadQueue): Promise<void> {
  for (const { state, contentId, progress } of queue.uploads()) {
    if (state !== 'processing' || contentId === null) continue;
    const { data } = await api.GET('/content/{id}', { params: { path: { id: String(contentId) } } });
    if (!data || data.status === 'processing') continue;
    queue.progress({ content_id: contentId, status: data.status, status_detail: data.status_detail, progress });
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
