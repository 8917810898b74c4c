import { Button } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import type { StageItem } from '@tvs/stage';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '../../components/icons.ts';
import { StagePreview } from '../../components/StagePreview.tsx';
import classes from './Screens.module.css';
import { useEditorialPlace } from './useEditorials.ts';

interface SlideScreensProps {
  items: readonly StageItem[];
  urls: ReadonlyMap<number, string>;
  /** Drawn instead of what is on the server. */
  text: string | undefined;
  children?: ReactNode;
}

/** Two stages, wide and upright, showing the same. */
export function SlideScreens({ items, urls, text, children }: SlideScreensProps) {
  const { t } = useTranslation();
  const { place, zone } = useEditorialPlace();
  const still = useReducedMotion();
  const [chosen, setPaused] = useState<boolean | null>(null);
  const paused = chosen ?? still;
  const shared = { items, urls, text: () => text, place, timezone: zone, paused, frame: true };
  return (
    <div className={classes.screens}>
      <StagePreview label={t('editorials.screen.landscape')} {...shared} />
      <div className={classes.upright}>
        <StagePreview label={t('editorials.screen.portrait')} portrait {...shared} />
        <div className={classes.besides}>
          {children}
          <Button
            size="xs"
            variant="default"
            leftSection={paused ? <IconPlayerPlayFilled size={14} /> : <IconPlayerPauseFilled size={14} />}
            onClick={() => setPaused(!paused)}
          >
            {paused ? t('editorials.screen.play') : t('editorials.screen.pause')}
          </Button>
          <p className="mut cap">{t('editorials.screen.note')}</p>
        </div>
      </div>
    </div>
  );
}
