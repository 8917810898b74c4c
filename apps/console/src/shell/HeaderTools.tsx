import { $api } from '../api/client.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { AlertsBell } from './AlertsBell.tsx';
import { LanguageMenu } from './LanguageMenu.tsx';
import { ThemeMenu } from './ThemeMenu.tsx';

/** Alerts, language, theme, account; the account remembers what is chosen. */
export function HeaderTools() {
  const remember = $api.useMutation('patch', '/auth/me');
  return (
    <>
      <AlertsBell />
      <LanguageMenu onChange={locale => remember.mutate({ body: { locale } })} />
      <ThemeMenu onChange={theme => remember.mutate({ body: { theme } })} />
      <AccountMenu />
    </>
  );
}
