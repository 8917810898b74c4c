import { lazyRouteComponent } from '@tanstack/react-router';
import { patient } from './patient.ts';

const parts: (() => Promise<unknown>)[] = [];

/** A page in a chunk of its own; while the server is away it is waited for. */
export function page<T extends Record<string, unknown>, K extends keyof T & string>(load: () => Promise<T>, name: K) {
  parts.push(load);
  return lazyRouteComponent(patient(load), name);
}

/** Fetches every page ahead, one after the other: going to one then needs no server that may be away. */
export async function fetchPages(): Promise<void> {
  for (const load of parts) await load().catch(() => undefined);
}
