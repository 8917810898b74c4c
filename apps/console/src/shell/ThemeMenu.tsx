import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IconCheck, IconMoon, IconSun, IconSunMoon } from '../components/icons.ts';
import { ThemeButton } from './HeaderButtons.tsx';

const choices = [
  { value: 'light', word: 'themeLight', Icon: IconSun },
  { value: 'dark', word: 'themeDark', Icon: IconMoon },
  { value: 'auto', word: 'themeAuto', Icon: IconSunMoon },
] as const;

/** Light, dark, or as the system says; `onChange` lets the account remember it. */
export function ThemeMenu({ onChange }: { onChange?: (theme: MantineColorScheme) => void }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ThemeButton />
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
