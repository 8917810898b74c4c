import { useMatches } from '@tanstack/react-router';
import { type ReactNode, Suspense, useRef } from 'react';
import { withWords } from '../i18n/index.ts';
import { useLocations, useScope } from '../lib/useLocations.ts';
import { later } from './later.ts';

const PlaceGone = later(withWords(() => import('./PlaceGone.tsx').then(({ PlaceGone: notice }) => notice)));

/**
 * A link to a place that is not there: every page says so alike, instead of itself. Over a page that is open already, since somebody
 * may be at work in it.
 */
export function PlaceGate({ children }: { children: ReactNode }) {
  const { isKnown } = useLocations();
  const { loc, missing } = useScope();
  const page = useMatches({ select: matches => `${matches.at(-1)?.routeId} ${loc}` });
  const shown = useRef('');
  if (isKnown && !missing) shown.current = page;
  return (
    <>
      {missing && (
        <Suspense>
          <PlaceGone />
        </Suspense>
      )}
      {(!missing || shown.current === page) && children}
    </>
  );
}
