import { Button } from '@mantine/core';
import type { Player } from '@tvs/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconCamera } from '../../components/icons.ts';
import { ago, moment } from '../../lib/format.ts';
import classes from './PlayerDetail.module.css';

/** Whether to show the screen's own picture: on demand, and as soon as a new one comes while somebody looks. */
export function useNewShot(at: string | null): [boolean, (shown: boolean) => void] {
  const [shown, setShown] = useState(false);
  const [seen, setSeen] = useState(at);
  if (at !== seen) {
    setSeen(at);
    setShown(at !== null);
  }
  return [shown, setShown];
}

interface ShotLineProps {
  player: Player;
  now: number;
  shown: boolean;
  onShow: (shown: boolean) => void;
}

/** When the newest picture of the screen was taken, and the way between it and what the screen says it plays. */
export function ShotLine({ player, now, shown, onShow }: ShotLineProps) {
  const { t } = useTranslation();
  const { screenshot_at, screenshot_url } = player;
  return (
    <p className={classes.shotLine}>
      <IconCamera size={16} aria-hidden />
      <span role="status">
        {screenshot_at
          ? t('players.detail.shotAt', { when: moment(screenshot_at), ago: ago(screenshot_at, now) })
          : t('players.detail.noShot')}
      </span>
      {screenshot_url && (
        <Button size="xs" variant="subtle" onClick={() => onShow(!shown)}>
          {shown ? t('players.detail.showContent') : t('players.detail.showShot')}
        </Button>
      )}
    </p>
  );
}
