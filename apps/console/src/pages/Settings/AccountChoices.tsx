import { type MantineColorScheme, Select, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { changeLocale, currentLocale, type Locale } from '../../i18n/index.ts';
import { useFailureNotice } from '../../lib/useFailureNotice.ts';

const languages: { value: Locale; label: string }[] = [
  { value: 'pt-BR', label: 'Português (Brasil)' },
  { value: 'en', label: 'English' },
];
const themes = ['light', 'dark', 'auto'] as const satisfies readonly MantineColorScheme[];
const words = { light: 'themeLight', dark: 'themeDark', auto: 'themeAuto' } as const;

/** Language and theme: they count at once, and the account remembers them. */
export function AccountChoices() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const notice = useFailureNotice();
  const remember = $api.useMutation('patch', '/auth/me', { onError: notice });
  return (
    <>
      <Select
        label={t('header.language')}
        allowDeselect={false}
        data={languages}
        value={currentLocale()}
        onChange={value => {
          const locale = languages.find(language => language.value === value)?.value;
          if (!locale) return;
          void changeLocale(locale);
          remember.mutate({ body: { locale } });
        }}
      />
      <Select
        label={t('header.theme')}
        allowDeselect={false}
        data={themes.map(value => ({ value, label: t(`header.${words[value]}`) }))}
        value={colorScheme}
        onChange={value => {
          const theme = themes.find(name => name === value);
          if (!theme) return;
          setColorScheme(theme);
          remember.mutate({ body: { theme } });
        }}
      />
    </>
  );
}
