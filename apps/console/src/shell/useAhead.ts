import { useEffect } from 'react';
import { useLive } from '../contexts/socket/SocketContext.tsx';
import { fetchPages } from '../lib/pageParts.ts';

/** Until the first page is at rest. */
const rest = 4000;

/** Once the console is at rest it fetches what it will need when the server is away: what says that saving failed, and the other pages. */
export function useAhead(): void {
  const live = useLive().state === 'live';
  useEffect(() => {
    if (!live) return;
    const timer = setTimeout(() => {
      void Promise.all([import('./Toasts.tsx'), import('@mantine/notifications'), import('./UploadTray.tsx'), import('tus-js-client')])
        .then(fetchPages)
        .catch(() => undefined);
    }, rest);
    return () => clearTimeout(timer);
  }, [live]);
}
