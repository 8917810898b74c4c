import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Player } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { playerKind } from '../../components/playerKind.ts';
import { Status } from '../../components/Status.tsx';
import { Thumb } from '../../components/Thumb.tsx';
import { ago } from '../../lib/format.ts';
import { useLocations } from '../../lib/useLocations.ts';
import { useCampaigns, useContents } from '../../lib/useNames.ts';
import { useNow } from '../../lib/useNow.ts';
import classes from './Players.module.css';

/** The same screens, one a row. */
export function PlayerTable({ players, arrived }: { players: readonly Player[]; arrived: number }) {
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
            <Table.Th>{t('players.column.name')}</Table.Th>
            <Table.Th>{t('players.column.status')}</Table.Th>
            <Table.Th>{t('players.column.location')}</Table.Th>
            <Table.Th>{t('players.column.now')}</Table.Th>
            <Table.Th>{t('players.column.seen')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {players.map(player => {
            const content = player.current_content_id === null ? undefined : contents.get(player.current_content_id);
            const campaign = player.current_campaign_id === null ? undefined : campaigns.get(player.current_campaign_id);
            return (
              <Table.Tr key={player.id}>
                <Table.Th scope="row">
                  <Link to="/players/$playerId" params={{ playerId: String(player.id) }} className={classes.name}>
                    {player.name}
                  </Link>
                </Table.Th>
                <Table.Td>
                  <Status kind={playerKind(player)} />
                </Table.Td>
                <Table.Td className={classes.place}>{byId.get(player.location_id)?.name}</Table.Td>
                <Table.Td>
                  {player.status === 'online' && (content || campaign) ? (
                    <span className={classes.showing}>
                      <Thumb src={content?.thumbnail_url} type={content?.type} width={48} />
                      <span className="el">{campaign?.name ?? content?.title}</span>
                    </span>
                  ) : (
                    <span className="mut">{playerKind(player) === 'offline' ? t('players.keeps') : t('players.nothingOn')}</span>
                  )}
                </Table.Td>
                <Table.Td className="num">{player.last_seen ? ago(player.last_seen, now) : t('time.never')}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
