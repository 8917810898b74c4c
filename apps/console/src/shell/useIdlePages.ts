import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useLive } from '../contexts/socket/SocketContext.tsx';
import { whenIdle } from '../lib/whenIdle.ts';

/** The other pages in the order in which people turn to them. */
const next = [
  '/content',
  '/players',
  '/campaigns',
  '/schedule',
  '/players/$playerId',
  '/campaigns/$campaignId',
  '/reports',
  '/settings',
  '/editorials',
] as const;

/** What says that saving failed, and what sends files. */
const tools = [
  () => import('./Toasts.tsx'),
  () => import('@mantine/notifications'),
  () => import('./UploadTray.tsx'),
  () => import('tus-js-client'),
];

/** Once the first page is whole and live, the code of the others comes, one at a time and only while nothing else is to do; never on a line that is to be spared. */
export function useIdlePages(): void {
  const router = useRouter();
  const { state } = useLive();
  const live = state === 'live';
  useEffect(() => {
    if (!live || sparing()) return;
    let stopped = false;
    let stop = () => {};
    const parts = [...tools, ...next.map(path => async () => router.loadRouteChunk(router.routesByPath[path]))];
    const fetch = (place: number) => {
      const part = parts[place];
      if (part === undefined) return;
      stop = whenIdle(() => {
        // Without a network the page is fetched when it is asked for, and then says what is wrong.
        part()
          .catch(() => undefined)
          .finally(() => {
            if (!stopped) fetch(place + 1);
          });
      });
    };
    fetch(0);
    return () => {
      stopped = true;
      stop();
    };
  }, [live, router]);
}

function sparing(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}
