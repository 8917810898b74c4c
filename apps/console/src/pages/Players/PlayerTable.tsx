import { Checkbox, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Content, Player } from '@tvs/protocol';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { playerKind } from '../../components/playerKind.ts';
import { Status } from '../../components/Status.tsx';
import { Thumb } from '../../components/Thumb.tsx';
import { ago } from '../../lib/format.ts';
import { useLocations } from '../../lib/useLocations.ts';
import { useCampaigns, useContents } from '../../lib/useNames.ts';
import { useNow } from '../../lib/useNow.ts';
import { Pick, type PlayerListProps } from './PlayerGrid.tsx';
import classes from './Players.module.css';
import type { Choosing } from './useSelection.ts';

/** The same screens, one a row. */
export function PlayerTable({ players, arrived, choosing }: PlayerListProps) {
  const { t } = useTranslation();
  const { byId } = useLocations();
  const now = useNow(10_000, arrived);
  const contents = useContents(players.map(player => player.current_content_id));
  const campaigns = useCampaigns(players.map(player => player.current_campaign_id));
  return (
    <Table.ScrollContainer minWidth={720} className={classes.table}>
      <Table highlightOnHover verticalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            {choosing && (
              <Table.Th className={classes.picks}>
                <Checkbox
                  size="md"
                  className={classes.pick ?? ''}
                  aria-label={t('players.bulk.choosePage')}
                  label=" "
                  checked={choosing.page === 'all'}
                  indeterminate={choosing.page === 'some'}
                  onChange={event => choosing.choosePage(event.currentTarget.checked)}
                />
              </Table.Th>
            )}
            <Table.Th>{t('players.column.name')}</Table.Th>
            <Table.Th>{t('players.column.status')}</Table.Th>
            <Table.Th>{t('players.column.location')}</Table.Th>
            <Table.Th>{t('players.column.now')}</Table.Th>
            <Table.Th>{t('players.column.seen')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {players.map(player => (
            <PlayerLine
              key={player.id}
              player={player}
              place={byId.get(player.location_id)?.name}
              content={player.current_content_id === null ? undefined : contents.get(player.current_content_id)}
              campaign={player.current_campaign_id === null ? undefined : campaigns.get(player.current_campaign_id)?.name}
              seen={player.last_seen ? ago(player.last_seen, now) : t('time.never')}
              chosen={choosing?.chosen(player.id) ?? false}
              onChoose={choosing?.click}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface PlayerLineProps {
  player: Player;
  place: string | undefined;
  content: Content | undefined;
  campaign: string | undefined;
  seen: string;
  chosen: boolean;
  onChoose: Choosing['click'] | undefined;
}

/** Drawn again only when something of this screen changed. */
const PlayerLine = memo(function PlayerLine({ player, place, content, campaign, seen, chosen, onChoose }: PlayerLineProps) {
  const { t } = useTranslation();
  return (
    <Table.Tr data-chosen={chosen || undefined}>
      {onChoose && (
        <Table.Td className={classes.picks}>
          <Pick player={player} chosen={chosen} onChoose={onChoose} />
        </Table.Td>
      )}
      <Table.Th scope="row">
        <Link to="/players/$playerId" params={{ playerId: String(player.id) }} className={classes.name}>
          {player.name}
        </Link>
      </Table.Th>
      <Table.Td>
        <Status kind={playerKind(player)} />
      </Table.Td>
      <Table.Td>{place}</Table.Td>
      <Table.Td>
        {player.status === 'online' && (content || campaign) ? (
          <span className={classes.showing}>
            <Thumb src={content?.thumbnail_url} type={content?.type} width={48} />
            <span className="el">{campaign ?? content?.title}</span>
          </span>
        ) : (
          <span className="mut">{playerKind(player) === 'offline' ? t('players.keeps') : t('players.nothingOn')}</span>
        )}
      </Table.Td>
      <Table.Td className="num">{seen}</Table.Td>
    </Table.Tr>
  );
});
