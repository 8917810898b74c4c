import { useMantineColorScheme } from '@mantine/core';
import type { User } from '@tvs/protocol';
import { useEffect } from 'react';
import { changeLocale, currentLocale } from '../i18n/index.ts';

/** Once a sign-in, the language and theme that the account remembers. */
export function RememberedChoices({ user }: { user: User }) {
  const { setColorScheme } = useMantineColorScheme();
  const { id, locale, theme } = user;
  useEffect(() => {
    const key = 'tvs.choices';
    if (sessionStorage.getItem(key) === String(id)) return;
    sessionStorage.setItem(key, String(id));
    if (locale && locale !== currentLocale()) void changeLocale(locale);
    if (theme !== 'auto') setColorScheme(theme);
  }, [id, locale, theme, setColorScheme]);
  return null;
}
