import { Skeleton, Table, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Campaign } from '@tvs/protocol';
import { isValidOn } from '@tvs/schedule/spans';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { Filmstrip } from '../../components/Filmstrip.tsx';
import { Late } from '../../components/Late.tsx';
import { Status } from '../../components/Status.tsx';
import { ago, clock } from '../../lib/format.ts';
import { useNow } from '../../lib/useNow.ts';
import { CampaignMenu } from './CampaignMenu.tsx';
import classes from './Campaigns.module.css';

/** One campaign a row: name, pictures in order, length, where it is on, state. */
export function CampaignList({
  items,
  onAir,
  arrived,
}: {
  items: readonly Campaign[];
  onAir: ReadonlyMap<number, number>;
  arrived: number;
}) {
  const { t } = useTranslation();
  const now = useNow(60_000, arrived);
  const screens = $api.useQuery('get', '/dashboard/players', { params: { query: {} } }).data?.items.length ?? 0;
  return (
    <div className={classes.card}>
      <Table className={classes.table} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('campaigns.column.name')}</Table.Th>
            <Table.Th>{t('campaigns.column.items')}</Table.Th>
            <Table.Th>{t('campaigns.column.duration')}</Table.Th>
            <Table.Th>{t('campaigns.column.onAir')}</Table.Th>
            <Table.Th>{t('campaigns.column.state')}</Table.Th>
            <Table.Th>
              <VisuallyHidden>{t('campaigns.column.actions')}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(campaign => {
            const shown = campaign.items.length > 0 ? campaign.items : (campaign.draft?.items ?? []);
            const valid = shown.filter(item => isValidOn(item, campaign.today)).length;
            const length = t('campaigns.items', { count: shown.length });
            const count = onAir.get(campaign.id) ?? 0;
            return (
              <Table.Tr key={campaign.id}>
                <Table.Th scope="row" className={classes.name}>
                  <Link to="/campaigns/$campaignId" params={{ campaignId: String(campaign.id) }} className={classes.link}>
                    {campaign.name}
                  </Link>
                  <span className={classes.second}>
                    {campaign.priority !== 0 && `${t('campaigns.priority', { priority: campaign.priority })} · `}
                    {t('campaigns.editedAt', { when: ago(campaign.updated_at, now) })}
                  </span>
                </Table.Th>
                <Table.Td className={classes.film}>
                  <Filmstrip items={shown} />
                </Table.Td>
                <Table.Td className="num">
                  {shown.length > 0 && <b>{clock(campaign.duration)}</b>}
                  <span className={classes.second}>
                    {valid === shown.length ? length : t('campaigns.itemsToday', { valid, items: length })}
                  </span>
                </Table.Td>
                <Table.Td className={classes.air}>
                  <span className={count > 0 ? 'num' : 'mut'}>{t('campaigns.onScreens', { count })}</span>
                  {count > 0 && (
                    <span className={classes.bar} aria-hidden>
                      <i style={{ width: `${(count / Math.max(count, screens)) * 100}%` }} />
                    </span>
                  )}
                </Table.Td>
                <Table.Td>
                  <CampaignState campaign={campaign} onAir={count > 0} />
                </Table.Td>
                <Table.Td className={classes.menu}>
                  <CampaignMenu campaign={campaign} screens={count} />
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function CampaignState({ campaign, onAir }: { campaign: Campaign; onAir: boolean }) {
  const { t } = useTranslation();
  if (campaign.items.length === 0) return <Status kind="draft">{t('campaigns.neverPublished')}</Status>;
  return (
    <span className={classes.states}>
      <Status kind={campaign.is_active ? (onAir ? 'online' : 'active') : 'inactive'} />
      {campaign.draft && <Status kind="draft">{t('campaigns.pending')}</Status>}
    </span>
  );
}

const rows = ['a', 'b', 'c', 'd', 'e'];

/** The same shape, before the answer is there. */
export function CampaignListSkeleton() {
  return (
    <Late>
      <div className={classes.card}>
        {rows.map(row => (
          <div key={row} className={classes.ghost}>
            <Skeleton height={14} width="20%" />
            <Skeleton height={38} width={280} />
            <Skeleton height={14} width={60} />
          </div>
        ))}
      </div>
    </Late>
  );
}
