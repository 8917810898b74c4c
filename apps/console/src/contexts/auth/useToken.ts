import { useSyncExternalStore } from 'react';
import { session } from '../../api/session.ts';

/** The token of this browser, live: `null` when nobody is signed in. */
export function useToken(): string | null {
  return useSyncExternalStore(session.subscribe, session.token);
}

/** Whether the server has stopped taking it while the page was open. */
export function useLapsed(): boolean {
  return useSyncExternalStore(session.subscribe, session.lapsed);
}
