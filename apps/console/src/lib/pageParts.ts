import { lazyRouteComponent } from '@tanstack/react-router';
import { withWords } from '../i18n/index.ts';
import { patient } from './patient.ts';

/** A page in a chunk of its own, with its words; while the server is away it is waited for. */
export function page<T extends Record<string, unknown>, K extends keyof T & string>(load: () => Promise<T>, name: K) {
  return lazyRouteComponent(patient(withWords(load)), name);
}

/** As `page`, for one that needs no words but those of the first page. */
export function firstPage<T extends Record<string, unknown>, K extends keyof T & string>(load: () => Promise<T>, name: K) {
  return lazyRouteComponent(patient(load), name);
}
