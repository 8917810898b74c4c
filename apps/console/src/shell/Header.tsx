import { lazy, Suspense } from 'react';
import classes from './Header.module.css';
import { LiveState } from './LiveState.tsx';
import { SearchButton } from './SearchButton.tsx';

// What opens lists comes a moment after the page itself: the first picture needs none of it.
const LocationSwitcher = lazy(() => import('./LocationSwitcher.tsx').then(module => ({ default: module.LocationSwitcher })));
const HeaderTools = lazy(() => import('./HeaderTools.tsx').then(module => ({ default: module.HeaderTools })));

/** Place, search, live state, alerts, language, theme, account. */
export function Header() {
  return (
    <header className={classes.header}>
      <Suspense fallback={<span className={classes.place} />}>
        <LocationSwitcher />
      </Suspense>
      <SearchButton />
      <div className={classes.right}>
        <LiveState />
        <Suspense fallback={<span className={classes.tools} />}>
          <HeaderTools />
        </Suspense>
      </div>
    </header>
  );
}
