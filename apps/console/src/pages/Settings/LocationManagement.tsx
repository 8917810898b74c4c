import { Button, Table, UnstyledButton } from '@mantine/core';
import type { Campaign } from '@tvs/protocol';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.tsx';
import { IconCornerLeftUp, IconPlus } from '../../components/icons.ts';
import { NoPlaces } from '../../components/NoPlaces.tsx';
import { SearchInput } from '../../components/SearchInput.tsx';
import { Thumb } from '../../components/Thumb.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { number } from '../../lib/format.ts';
import { playersBelow } from '../../lib/locations.ts';
import { useLocations } from '../../lib/useLocations.ts';
import { useCampaigns } from '../../lib/useNames.ts';
import { zoneName } from '../../lib/zoneName.ts';
import { NewLocation } from './NewLocation.tsx';
import classes from './Settings.module.css';

/** The tree of places: own values stand out, inherited ones are quiet with a bent arrow. */
export function LocationManagement({ selected, onSelect }: { selected: number | undefined; onSelect: (id: number) => void }) {
  const { t } = useTranslation();
  const { isAdmin, placeless } = useAuth();
  const { items, rows, isPending } = useLocations();
  const [q, setQ] = useState('');
  const [adding, setAdding] = useState(false);
  const campaigns = useCampaigns(items.map(({ effective_default_campaign_id: id }) => id));
  const wanted = q.trim().toLocaleLowerCase();
  const shown = rows.filter(({ location }) => location.name.toLocaleLowerCase().includes(wanted));
  const add = (
    <Button variant={items.length === 0 ? 'light' : 'default'} leftSection={<IconPlus size={18} />} onClick={() => setAdding(true)}>
      {t('settings.locations.new')}
    </Button>
  );
  const dialog = <NewLocation opened={adding} parent={selected ?? null} onClose={() => setAdding(false)} onMade={onSelect} />;
  if (!isPending && placeless) return <NoPlaces />;
  if (!isPending && items.length === 0)
    return (
      <>
        <EmptyState title={t('settings.locations.emptyTitle')} actions={isAdmin && add}>
          {t('settings.locations.empty')}
        </EmptyState>
        {dialog}
      </>
    );
  return (
    <>
      <div className={classes.bar}>
        <SearchInput label={t('settings.locations.search')} value={q} onChange={setQ} />
        <span className="mut num">{t('settings.locations.count', { count: items.length })}</span>
        <span className={classes.end}>{isAdmin && add}</span>
      </div>
      <Table.ScrollContainer minWidth={0} className={`${classes.table} ${classes.stack}`}>
        <Table highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('settings.locations.column.name')}</Table.Th>
              <Table.Th>{t('settings.locations.column.zone')}</Table.Th>
              <Table.Th>{t('settings.locations.column.campaign')}</Table.Th>
              <Table.Th ta="right">{t('settings.locations.column.screens')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ location, depth }) => {
              const { id, name, timezone, effective_timezone, default_campaign_id, effective_default_campaign_id: campaign } = location;
              return (
                <Table.Tr key={id} data-selected={id === selected || undefined} className={classes.row}>
                  <Table.Th scope="row" style={{ paddingLeft: 16 + (wanted ? 0 : depth * 22) }} className={classes.first}>
                    <UnstyledButton
                      className={classes.name}
                      aria-label={t('settings.locations.edit', { name })}
                      onClick={() => onSelect(id)}
                    >
                      {name}
                    </UnstyledButton>
                  </Table.Th>
                  <Table.Td>
                    <Inherited own={timezone !== null}>{zoneName(effective_timezone)}</Inherited>
                  </Table.Td>
                  <Table.Td>
                    <Inherited own={default_campaign_id !== null}>
                      <DefaultCampaign campaign={campaign === null ? null : campaigns.get(campaign)} />
                    </Inherited>
                  </Table.Td>
                  <Table.Td ta="right" className="num">
                    {number(playersBelow(items, id))}
                    <span className={classes.unit}> {t('header.screensOnly', { count: playersBelow(items, id) })}</span>
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <p className={classes.legend}>
        <IconCornerLeftUp size={14} aria-hidden /> {t('settings.locations.legend')}
      </p>
      {dialog}
    </>
  );
}

function DefaultCampaign({ campaign }: { campaign: Campaign | null | undefined }) {
  const { t } = useTranslation();
  if (!campaign) return <span>{campaign === null ? t('settings.locations.noCampaign') : '…'}</span>;
  const content = campaign.items[0]?.content;
  return (
    <>
      <Thumb src={content?.thumbnail_url} type={content?.type} width={36} />
      <span className="el" title={campaign.name}>
        {campaign.name}
      </span>
    </>
  );
}

function Inherited({ own, children }: { own: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  if (own) return <span className={classes.own}>{children}</span>;
  return (
    <span className={classes.inherited}>
      <IconCornerLeftUp size={14} role="img" aria-label={t('settings.locations.inherited')} />
      {children}
    </span>
  );
}
