import { withWords } from '../i18n/index.ts';
import classes from './Header.module.css';
import { AccountButton, LanguageButton, ThemeButton } from './HeaderButtons.tsx';
import { LiveState } from './LiveState.tsx';
import { OnDemand } from './OnDemand.tsx';
import { PlaceButton } from './PlaceButton.tsx';

// What opens lists comes a moment after the page itself: the first picture needs none of it.
const places = () => import('./LocationSwitcher.tsx').then(({ LocationSwitcher }) => LocationSwitcher);
const tools = withWords(() => import('./HeaderTools.tsx').then(({ HeaderTools }) => HeaderTools));

/** Place, live state, language, theme, account. */
export function Header() {
  return (
    <header className={classes.header}>
      <OnDemand load={places}>
        <PlaceButton />
      </OnDemand>
      <div className={classes.right}>
        <LiveState />
        <OnDemand load={tools}>
          <LanguageButton aria-haspopup="menu" />
          <ThemeButton aria-haspopup="menu" />
          <AccountButton aria-haspopup="menu" />
        </OnDemand>
      </div>
    </header>
  );
}
