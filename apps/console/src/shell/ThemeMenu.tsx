import { ActionIcon, type MantineColorScheme, Menu, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IconCheck, IconMoon, IconSun, IconSunMoon } from '../components/icons.ts';

const choices = [
  { value: 'light', word: 'themeLight', Icon: IconSun },
  { value: 'dark', word: 'themeDark', Icon: IconMoon },
  { value: 'auto', word: 'themeAuto', Icon: IconSunMoon },
] as const;

/** Light, dark, or as the system says; `onChange` lets the account remember it. */
export function ThemeMenu({ onChange }: { onChange?: (theme: MantineColorScheme) => void }) {
  const { t } = useTranslation();
  const shown = useComputedColorScheme('light');
  const Now = shown === 'dark' ? IconSun : IconMoon;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={40} aria-label={t('header.theme')}>
          <Now size={20} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <ThemeItems {...(onChange && { onChange })} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** The themes, as items of a menu. */
export function ThemeItems({ onChange }: { onChange?: (theme: MantineColorScheme) => void }) {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return choices.map(({ value, word, Icon }) => (
    <Menu.Item
      key={value}
      leftSection={<Icon size={16} aria-hidden />}
      rightSection={value === colorScheme ? <IconCheck size={16} aria-hidden /> : null}
      aria-current={value === colorScheme || undefined}
      onClick={() => {
        setColorScheme(value);
        onChange?.(value);
      }}
    >
      {t(`header.${word}`)}
    </Menu.Item>
  ));
}
