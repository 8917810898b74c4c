import { Button, Skeleton, Table } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failed } from '../../components/Failed.tsx';
import { IconSearchOff } from '../../components/icons.ts';
import { Pages } from '../../components/Pages.tsx';
import { StateCard } from '../../components/StateCard.tsx';
import { useScope } from '../../lib/useLocations.ts';
import { addDays, instantOf, viewerZone } from '../../lib/zone.ts';
import audit from './Audit.module.css';
import { AuditFilter, type AuditPatch, noAuditFilter } from './AuditFilter.tsx';
import { AuditRow } from './AuditRow.tsx';
import classes from './Settings.module.css';

const perPage = 50;

/** Who did what, and what it was before and after. */
export function AuditLog() {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/settings' });
  const { loc } = useScope();
  const { who, did, what, q, from, to, page = 1 } = useSearch({ from: '/shell/settings' });
  const zone = viewerZone();
  const instant = (date: string) => new Date(instantOf(date, 0, zone)).toISOString();
  const query = $api.useQuery(
    'get',
    '/audit',
    {
      params: {
        query: {
          page: String(page),
          per_page: String(perPage),
          ...(q && { q }),
          ...(who !== undefined && { user_id: String(who) }),
          ...(did && { action: did }),
          ...(what && { resource: what }),
          ...(loc !== undefined && { location_id: String(loc) }),
          ...(from && { from: instant(from) }),
          ...(to && { to: instant(addDays(to, 1)) }),
        },
      },
    },
    { placeholderData: previous => previous, staleTime: 5000 },
  );
  const filtered = Boolean(who ?? did ?? what ?? q ?? from ?? to);
  const change = (patch: AuditPatch) =>
    void navigate({
      to: '/settings',
      search: previous => ({ ...previous, page: undefined, ...patch }),
      replace: true,
      resetScroll: false,
    });
  const items = query.data?.items ?? [];
  return (
    <>
      <AuditFilter value={{ who, did, what, q, from, to }} total={query.data?.total} filtered={filtered} onChange={change} />
      {query.isError && !query.data && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={360} radius={10} />}
      {query.data?.total === 0 && !filtered && <EmptyState title={t('audit.emptyTitle')}>{t('audit.empty')}</EmptyState>}
      {query.data && items.length === 0 && filtered && (
        <StateCard
          icon={IconSearchOff}
          title={q ? t('state.noResults', { q }) : t('state.noResultsFilter')}
          actions={
            <Button variant="default" size="xs" onClick={() => change(noAuditFilter)}>
              {t('action.clearFilters')}
            </Button>
          }
        >
          {t('state.noResultsHint')}
        </StateCard>
      )}
      {items.length > 0 && (
        <Table.ScrollContainer minWidth={0} className={`${classes.table} ${audit.table}`}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('audit.column.when')}</Table.Th>
                <Table.Th>{t('audit.column.who')}</Table.Th>
                <Table.Th>{t('audit.column.what')}</Table.Th>
                <Table.Th>{t('audit.column.where')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map(entry => (
                <AuditRow key={entry.id} entry={entry} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <Pages page={page} perPage={perPage} total={query.data?.total ?? 0} onChange={next => change({ page: next })} />
    </>
  );
}
