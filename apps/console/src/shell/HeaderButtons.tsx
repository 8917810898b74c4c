import { ActionIcon, Button, UnstyledButton, useComputedColorScheme, VisuallyHidden } from '@mantine/core';
import type { ComponentPropsWithRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconBell, IconMoon, IconSun } from '../components/icons.ts';
import { useAuth } from '../contexts/auth/AuthContext.tsx';
import { currentLocale } from '../i18n/index.ts';
import classes from './AccountMenu.module.css';

/** What a menu hands its button goes to it as it is. */
type ButtonProps = Pick<ComponentPropsWithRef<'button'>, 'ref' | 'aria-haspopup'>;

/** What waits for somebody, before it is known how much. */
export function BellButton(props: ButtonProps) {
  const { t } = useTranslation();
  return (
    <ActionIcon size={40} aria-label={t('alerts.title')} {...props}>
      <IconBell size={20} stroke={1.75} aria-hidden />
    </ActionIcon>
  );
}

/** The language one reads now. */
export function LanguageButton(props: ButtonProps) {
  const { t } = useTranslation();
  return (
    <Button variant="subtle" px={10} fz="xs" {...props}>
      <VisuallyHidden>{t('header.language')}:&nbsp;</VisuallyHidden>
      {currentLocale().slice(0, 2).toUpperCase()}
    </Button>
  );
}

/** The theme that is not shown. */
export function ThemeButton(props: ButtonProps) {
  const { t } = useTranslation();
  const Now = useComputedColorScheme('light') === 'dark' ? IconSun : IconMoon;
  return (
    <ActionIcon size={40} aria-label={t('header.theme')} {...props}>
      <Now size={20} stroke={1.75} />
    </ActionIcon>
  );
}

/** The initials of who is signed in. */
export function AccountButton(props: ButtonProps) {
  const { t } = useTranslation();
  const { user } = useAuth();
  const letters = user.username
    .split(/[._-]/)
    .map(part => part[0] ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase();
  return (
    <UnstyledButton {...props} className={classes.avatar} aria-label={t('header.account', { name: user.username })}>
      <span data-letters={letters} />
    </UnstyledButton>
  );
}
