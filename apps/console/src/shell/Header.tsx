import { $api } from '../api/client.ts';
import { AccountMenu } from './AccountMenu.tsx';
import classes from './Header.module.css';
import { LanguageMenu } from './LanguageMenu.tsx';
import { LiveState } from './LiveState.tsx';
import { LocationSwitcher } from './LocationSwitcher.tsx';
import { ThemeMenu } from './ThemeMenu.tsx';

/** Place, live state, language, theme, account. */
export function Header() {
  const remember = $api.useMutation('patch', '/auth/me');
  return (
    <header className={classes.header}>
      <LocationSwitcher />
      <div className={classes.right}>
        <LiveState />
        <LanguageMenu onChange={locale => remember.mutate({ body: { locale } })} />
        <ThemeMenu onChange={theme => remember.mutate({ body: { theme } })} />
        <AccountMenu />
      </div>
    </header>
  );
}
