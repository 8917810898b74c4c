import { Checkbox, Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Content, Player } from '@tvs/protocol';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Late } from '../../components/Late.tsx';
import { playerKind } from '../../components/playerKind.ts';
import { ScreenPicture } from '../../components/ScreenPicture.tsx';
import { Status } from '../../components/Status.tsx';
import { Thumb } from '../../components/Thumb.tsx';
import { ago } from '../../lib/format.ts';
import { useLocations } from '../../lib/useLocations.ts';
import { useCampaigns, useContents } from '../../lib/useNames.ts';
import { useNow } from '../../lib/useNow.ts';
import classes from './Players.module.css';
import type { Choosing } from './useSelection.ts';

export interface PlayerListProps {
  players: readonly Player[];
  arrived: number;
  /** Only for those who may command. */
  choosing: Choosing | null;
}

/** Cards: the picture on the screen leads; one without signal loses its colour. */
export function PlayerGrid({ players, arrived, choosing }: PlayerListProps) {
  const { t } = useTranslation();
  const { byId } = useLocations();
  const now = useNow(10_000, arrived);
  const contents = useContents(players.map(player => player.current_content_id));
  const campaigns = useCampaigns(players.map(player => player.current_campaign_id));
  return (
    <ul className={classes.grid} aria-label={t('players.list')}>
      {players.map(player => (
        <PlayerCard
          key={player.id}
          player={player}
          place={byId.get(player.location_id)?.name}
          content={player.current_content_id === null ? undefined : contents.get(player.current_content_id)}
          campaign={player.current_campaign_id === null ? undefined : campaigns.get(player.current_campaign_id)?.name}
          seen={player.status === 'offline' && player.last_seen ? ago(player.last_seen, now) : undefined}
          chosen={choosing?.chosen(player.id) ?? false}
          onChoose={choosing?.click}
        />
      ))}
    </ul>
  );
}

interface PlayerCardProps {
  player: Player;
  place: string | undefined;
  content: Content | undefined;
  campaign: string | undefined;
  /** How long ago one without signal was heard. */
  seen: string | undefined;
  chosen: boolean;
  onChoose: Choosing['click'] | undefined;
}

/** Drawn again only when something of this screen changed: several of a page do every second. */
const PlayerCard = memo(function PlayerCard({ player, place, content, campaign, seen, chosen, onChoose }: PlayerCardProps) {
  const { t } = useTranslation();
  const { id, name, status } = player;
  const kind = playerKind(player);
  return (
    <li className={classes.card} data-chosen={chosen || undefined}>
      <ScreenPicture player={player}>
        <Thumb src={content?.thumbnail_url} type={content?.type} radius={0} stale={status === 'offline'} />
      </ScreenPicture>
      {onChoose && <Pick player={player} chosen={chosen} onChoose={onChoose} />}
      <div className={classes.body}>
        <div className={classes.top}>
          <Link to="/players/$playerId" params={{ playerId: String(id) }} className={`${classes.name} el`}>
            {name}
          </Link>
          {kind !== 'never' && <Status kind={kind} />}
        </div>
        <p className="mut cap el">{place}</p>
        <p className={`${classes.now} el`}>
          {kind === 'never' ? (
            <Status kind="never" />
          ) : seen ? (
            t('players.lastSeen', { ago: seen })
          ) : (
            [campaign, content?.title].filter(Boolean).join(' · ') || t('players.nothingOn')
          )}
        </p>
      </div>
    </li>
  );
});

/** Chooses one screen; with Shift, all from the one before. */
export function Pick({ player: { id, name }, chosen, onChoose }: { player: Player; chosen: boolean; onChoose: Choosing['click'] }) {
  const { t } = useTranslation();
  return (
    <Checkbox
      size="md"
      className={classes.pick ?? ''}
      aria-label={t('players.bulk.choose', { name })}
      label=" "
      checked={chosen}
      onChange={({ currentTarget, nativeEvent }) =>
        onChoose(id, currentTarget.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
      }
    />
  );
}

const places = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** The same shape, before the answer is there. */
export function PlayerGridSkeleton() {
  return (
    <Late>
      <div className={classes.grid}>
        {places.map(place => (
          <div key={place} className={classes.card}>
            <Skeleton style={{ aspectRatio: '16 / 9' }} height="auto" radius={0} />
            <div className={classes.body}>
              <Skeleton height={14} width="60%" />
              <Skeleton height={12} mt={10} width="40%" />
            </div>
          </div>
        ))}
      </div>
    </Late>
  );
}
