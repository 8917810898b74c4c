import { $api } from '../api/client.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { LanguageMenu } from './LanguageMenu.tsx';
import { ThemeMenu } from './ThemeMenu.tsx';

/** Language, theme, account; the account remembers what is chosen. */
export function HeaderTools() {
  const remember = $api.useMutation('patch', '/auth/me');
  return (
    <>
      <LanguageMenu onChange={locale => remember.mutate({ body: { locale } })} />
      <ThemeMenu onChange={theme => remember.mutate({ body: { theme } })} />
      <AccountMenu />
    </>
  );
}
