import { Menu } from '@mantine/core';
import { IconCheck } from '../components/icons.ts';
import { changeLocale, currentLocale, type Locale, locales } from '../i18n/index.ts';
import { LanguageButton } from './HeaderButtons.tsx';

/** Each language in its own words. */
const names: Record<Locale, string> = { 'pt-BR': 'Português', en: 'English' };

/** Chooses the language; `onChange` lets the account remember it. */
export function LanguageMenu({ onChange }: { onChange?: (locale: Locale) => void }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <LanguageButton />
      </Menu.Target>
      <Menu.Dropdown>
        <LanguageItems {...(onChange && { onChange })} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** The languages, as items of a menu. */
export function LanguageItems({ onChange }: { onChange?: (locale: Locale) => void }) {
  const now = currentLocale();
  return locales.map(locale => (
    <Menu.Item
      key={locale}
      lang={locale}
      rightSection={locale === now ? <IconCheck size={16} aria-hidden /> : null}
      aria-current={locale === now || undefined}
      onClick={() => {
        void changeLocale(locale);
        onChange?.(locale);
      }}
    >
      {names[locale]}
    </Menu.Item>
  ));
}
