import { type MantineColorScheme, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { $api } from '../api/client.ts';
import type { Locale } from '../i18n/index.ts';
import { usePhone } from '../lib/usePhone.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { LanguageItems, LanguageMenu } from './LanguageMenu.tsx';
import { ThemeItems, ThemeMenu } from './ThemeMenu.tsx';

/** Language, theme, account; the account remembers what is chosen. On a phone the choices stand in the account's menu. */
export function HeaderTools() {
  const { t } = useTranslation();
  const phone = usePhone();
  const remember = $api.useMutation('patch', '/auth/me');
  const speak = (locale: Locale) => remember.mutate({ body: { locale } });
  const paint = (theme: MantineColorScheme) => remember.mutate({ body: { theme } });
  if (phone)
    return (
      <AccountMenu>
        <Menu.Label>{t('header.language')}</Menu.Label>
        <LanguageItems onChange={speak} />
        <Menu.Label>{t('header.theme')}</Menu.Label>
        <ThemeItems onChange={paint} />
        <Menu.Divider />
      </AccountMenu>
    );
  return (
    <>
      <LanguageMenu onChange={speak} />
      <ThemeMenu onChange={paint} />
      <AccountMenu />
    </>
  );
}
