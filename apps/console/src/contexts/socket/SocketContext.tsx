import { useQueryClient } from '@tanstack/react-query';
import type { ServerToConsole } from '@tvs/protocol';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { session } from '../../api/session.ts';
import { useToken } from '../auth/useToken.ts';
import { type Live, LiveConnection } from './connection.ts';

const SocketContext = createContext<LiveConnection | null>(null);

/** Opens the socket while somebody is signed in. */
export function SocketProvider({ children }: { children: ReactNode }) {
  const [connection, setConnection] = useState<LiveConnection | null>(null);
  const queries = useQueryClient();
  const token = useToken();
  const used = useRef(token);
  useEffect(() => {
    // Who one is by now: a token that doesn't count any more is found out by asking.
    const opened = new LiveConnection(() => void queries.invalidateQueries({ queryKey: ['get', '/auth/me'] }));
    setConnection(opened);
    void opened.open(session.token);
    return () => opened.close();
  }, [queries]);
  // Signed in again: the line is opened with the new token.
  useEffect(() => {
    if (used.current !== token) connection?.retry();
    used.current = token;
  }, [connection, token]);
  return <SocketContext.Provider value={connection}>{children}</SocketContext.Provider>;
}

const never = () => () => undefined;
const zero = () => 0;

/** Whether the server is there, since when, and a way to try at once. */
export function useLive(): { state: Live; since: number; times: number; retry: () => void; answered: (does: boolean) => void } {
  const connection = useContext(SocketContext);
  const state = useSyncExternalStore<Live>(connection?.watch ?? never, connection?.state ?? (() => 'connecting'));
  const times = useSyncExternalStore(connection?.watch ?? never, connection?.times ?? zero);
  return {
    state,
    times,
    since: connection?.since() ?? 0,
    retry: () => connection?.retry(),
    answered: does => connection?.answered(does),
  };
}

/** Calls the newest `handler` for every event of that name. */
export function useSocketEvent<K extends keyof ServerToConsole>(name: K, handler: ServerToConsole[K]): void {
  const connection = useContext(SocketContext);
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    const call = ((body: never) => (latest.current as (body: never) => void)(body)) as ServerToConsole[K];
    return connection?.on(name, call);
  }, [connection, name]);
}
