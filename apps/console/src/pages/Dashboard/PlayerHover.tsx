import type { DashboardPlayer } from '@tvs/protocol';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { playerKind } from '../../components/playerKind.ts';
import { Status } from '../../components/Status.tsx';
import { Thumb } from '../../components/Thumb.tsx';
import { ago } from '../../lib/format.ts';
import { serverNow } from '../../lib/serverClock.ts';
import { useLocations } from '../../lib/useLocations.ts';
import { useContent } from '../../lib/useNames.ts';
import classes from './PlayerStatusGrid.module.css';

/** What one cell stands for. Says nothing that the player's page doesn't, so it may stay silent to screen readers. */
export function PlayerHover({ player, cell }: { player: DashboardPlayer; cell: DOMRect }) {
  const { t } = useTranslation();
  const { byId } = useLocations();
  const content = useContent(player.current_content_id);
  const card = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<{ left: number; top: number } | null>(null);
  useLayoutEffect(() => {
    const own = card.current?.getBoundingClientRect();
    if (!own) return;
    const left = Math.max(8, Math.min(window.innerWidth - own.width - 8, cell.left - 24));
    const below = cell.bottom + 10;
    setAt({ left, top: below + own.height > window.innerHeight ? cell.top - own.height - 10 : below });
  }, [cell]);
  const kind = playerKind(player);
  const words = content ? t('dashboard.grid.showing', { title: content.title }) : t('dashboard.grid.idle');
  return (
    <div ref={card} className={classes.hover} style={at ?? { visibility: 'hidden' }} aria-hidden>
      <Thumb src={content?.thumbnail_url} type={content?.type} width={124} stale={player.status === 'offline'} />
      <div className={classes.hoverWords}>
        <b className="el">{player.name}</b>
        <span className="mut cap el">{byId.get(player.location_id)?.name}</span>
        <Status kind={kind} />
      </div>
      {kind !== 'never' && (
        <p className="mut cap">
          {player.status === 'offline' && player.last_seen
            ? t('dashboard.grid.lastSeen', { ago: ago(player.last_seen, serverNow()) })
            : words}
        </p>
      )}
    </div>
  );
}
