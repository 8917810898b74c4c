import type { Player } from '@tvs/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconAlertTriangle, IconPlayerPauseFilled, IconPower } from './icons.ts';
import { heldState } from './playerKind.ts';
import classes from './ScreenPicture.module.css';

const icons = { paused: IconPlayerPauseFilled, blank: IconPower, error: IconAlertTriangle };

/** The picture of a screen, with what holds it written over it: a screen that is off is black here too. */
export function ScreenPicture({ player, children }: { player: Pick<Player, 'status' | 'playback'>; children: ReactNode }) {
  const { t } = useTranslation();
  const held = heldState(player);
  const Icon = held && icons[held];
  return (
    <div className={classes.screen} data-held={held ?? undefined}>
      {children}
      {held && Icon && (
        <span className={classes.held}>
          <Icon size={16} aria-hidden />
          {t(`players.held.${held}`)}
        </span>
      )}
    </div>
  );
}
