import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { ComponentPropsWithRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconChevronDown, IconMapPin } from '../components/icons.ts';
import { useLocations, useScope } from '../lib/useLocations.ts';
import classes from './LocationSwitcher.module.css';

/** The place that narrows every page, and how many screens hang there. */
export function PlaceButton(props: ComponentPropsWithRef<'button'>) {
  const { t } = useTranslation();
  const { items, players } = useLocations();
  const { location } = useScope();
  const count = location ? (players.get(location.id) ?? 0) : items.reduce((sum, { player_count }) => sum + player_count, 0);
  return (
    <UnstyledButton aria-haspopup="listbox" {...props} className={classes.button}>
      <IconMapPin size={18} stroke={1.75} aria-hidden />
      <span className={classes.words}>
        <VisuallyHidden>{t('header.location')}</VisuallyHidden>
        <b className="el">{location?.name ?? t('header.everywhere')}</b>
        <small className="el">
          {location ? t('header.screens', { count }) : `${t('header.places', { count: items.length })} · ${t('header.screens', { count })}`}
        </small>
      </span>
      <IconChevronDown size={16} aria-hidden />
    </UnstyledButton>
  );
}
