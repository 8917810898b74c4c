import type { ServerToConsole } from '@tvs/protocol';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { session } from '../../api/session.ts';
import { type Live, LiveConnection } from './connection.ts';

const SocketContext = createContext<LiveConnection | null>(null);

/** Opens the socket while somebody is signed in. */
export function SocketProvider({ children }: { children: ReactNode }) {
  const [connection, setConnection] = useState<LiveConnection | null>(null);
  useEffect(() => {
    const opened = new LiveConnection();
    setConnection(opened);
    void opened.open(session.token);
    return () => opened.close();
  }, []);
  return <SocketContext.Provider value={connection}>{children}</SocketContext.Provider>;
}

const never = () => () => undefined;

/** Whether the server is there, since when, and a way to try at once. */
export function useLive(): { state: Live; since: number; retry: () => void } {
  const connection = useContext(SocketContext);
  const state = useSyncExternalStore<Live>(connection?.watch ?? never, connection?.state ?? (() => 'connecting'));
  return { state, since: connection?.since() ?? 0, retry: () => connection?.retry() };
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
