import { withWords } from '../i18n/index.ts';
import { usePhone } from '../lib/usePhone.ts';
import classes from './Header.module.css';
import { AccountButton, BellButton, LanguageButton, ThemeButton } from './HeaderButtons.tsx';
import { LiveState } from './LiveState.tsx';
import { OnDemand } from './OnDemand.tsx';
import { PlaceButton } from './PlaceButton.tsx';
import { SearchButton } from './SearchButton.tsx';

// What opens lists comes a moment after the page itself: the first picture needs none of it.
const places = () => import('./LocationSwitcher.tsx').then(({ LocationSwitcher }) => LocationSwitcher);
const bell = () => import('./AlertsBell.tsx').then(({ AlertsBell }) => AlertsBell);
const tools = withWords(() => import('./HeaderTools.tsx').then(({ HeaderTools }) => HeaderTools));

/** Place, search, live state, alerts, language, theme, account. */
export function Header() {
  const phone = usePhone();
  return (
    <header className={classes.header}>
      <OnDemand load={places}>
        <PlaceButton />
      </OnDemand>
      <SearchButton />
      <div className={classes.right}>
        <LiveState />
        <OnDemand load={bell}>
          <BellButton aria-haspopup="dialog" />
        </OnDemand>
        <OnDemand load={tools}>
          {!phone && <LanguageButton aria-haspopup="menu" />}
          {!phone && <ThemeButton aria-haspopup="menu" />}
          <AccountButton aria-haspopup="menu" />
        </OnDemand>
      </div>
    </header>
  );
}
