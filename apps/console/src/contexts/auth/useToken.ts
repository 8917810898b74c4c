import { useSyncExternalStore } from 'react';
import { session } from '../../api/session.ts';

/** The token of this browser, live: `null` when nobody is signed in. */
export function useToken(): string | null {
  return useSyncExternalStore(session.subscribe, session.token);
}
