import { type ComponentType, lazy } from 'react';
import { patient } from '../lib/patient.ts';

/** A part of the frame that comes when it is needed, and never takes the page down with it. */
export function later(load: () => Promise<ComponentType>) {
  return lazy(() =>
    patient(load)().then(
      part => ({ default: part }),
      () => ({ default: () => null }),
    ),
  );
}
