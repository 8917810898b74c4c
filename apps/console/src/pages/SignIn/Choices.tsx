import { ActionIcon, NativeSelect, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IconMoon, IconSun } from '../../components/icons.ts';
import { changeLocale, currentLocale, locales } from '../../i18n/index.ts';

const names = { 'pt-BR': 'Português', en: 'English' };

/** Language and theme before anybody is signed in; plain, so that the door opens fast. */
export function Choices() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const shown = useComputedColorScheme('light');
  const Icon = shown === 'dark' ? IconSun : IconMoon;
  return (
    <>
      <NativeSelect
        aria-label={t('header.language')}
        variant="unstyled"
        w={112}
        data={locales.map(value => ({ value, label: names[value] }))}
        value={currentLocale()}
        onChange={event => void changeLocale(event.currentTarget.value === 'en' ? 'en' : 'pt-BR')}
      />
      <ActionIcon
        size={40}
        aria-label={`${t('header.theme')}: ${shown === 'dark' ? t('header.themeLight') : t('header.themeDark')}`}
        onClick={() => setColorScheme(shown === 'dark' ? 'light' : 'dark')}
      >
        <Icon size={20} stroke={1.75} />
      </ActionIcon>
    </>
  );
}
