import { Button, Menu } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { DashboardPlayer, Player } from '@tvs/protocol';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failed } from '../../components/Failed.tsx';
import { IconChevronDown, IconKey, IconPlus, IconSearchOff } from '../../components/icons.ts';
import { NoPlaces } from '../../components/NoPlaces.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Pages } from '../../components/Pages.tsx';
import { isTrouble, playerKind } from '../../components/playerKind.ts';
import { StateCard } from '../../components/StateCard.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { useScope } from '../../lib/useLocations.ts';
import { usePhone } from '../../lib/usePhone.ts';
import { AddPlayer } from './AddPlayer.tsx';
import bulk from './BulkBar.module.css';
import { BulkBar } from './BulkBar.tsx';
import { useRun } from './bulkRun.ts';
import { PairPlayer } from './PairPlayer.tsx';
import { type PlayerFilter, PlayerFilters } from './PlayerFilters.tsx';
import { PlayerGrid, PlayerGridSkeleton } from './PlayerGrid.tsx';
import classes from './Players.module.css';
import { PlayerTable } from './PlayerTable.tsx';
import { RunCard } from './RunCard.tsx';
import { useSelection } from './useSelection.ts';
import type { Filter } from './useTargets.ts';

const perPage = 60;
const none: Player[] = [];

const nobody = { online: 0, offline: 0, behind: 0, trouble: 0, all: 0 };

function numbersOf({ items }: { items: DashboardPlayer[] }): typeof nobody {
  const online = items.filter(({ status }) => status === 'online').length;
  return {
    online,
    offline: items.length - online,
    behind: items.filter(({ up_to_date }) => up_to_date === false).length,
    trouble: items.filter(player => isTrouble(playerKind(player))).length,
    all: items.length,
  };
}

/** Every screen: whether it plays, and what; and commands to many at once. */
export function PlayersPage() {
  const { t } = useTranslation();
  const { canWrite, placeless } = useAuth();
  const navigate = useNavigate({ from: '/players' });
  const { loc } = useScope();
  const { q, status, alert, old, sel, view: chosen, page = 1, pair, add } = useSearch({ from: '/shell/players' });
  // The table is wider than a phone, and the cards say the same.
  const phone = usePhone();
  const view = phone ? undefined : chosen;
  const place = useMemo(() => (loc === undefined ? {} : { location_id: String(loc) }), [loc]);
  const filter = useMemo<Filter>(
    () => ({ ...place, ...(q && { q }), ...(status && { status }), ...(alert && { alert }), ...(old && { up_to_date: 'false' }) }),
    [place, q, status, alert, old],
  );
  const list = $api.useQuery(
    'get',
    '/players',
    { params: { query: { ...filter, page: String(page), per_page: String(perPage) } } },
    { placeholderData: previous => previous },
  );
  // Only the numbers: the list behind them changes several times a second.
  const { online, offline, behind, trouble, all } =
    $api.useQuery('get', '/dashboard/players', { params: { query: place } }, { select: numbersOf }).data ?? nobody;
  const alarmed = $api.useQuery('get', '/players', { params: { query: { ...place, alert: 'any', per_page: '1' } } });
  const items = list.data?.items ?? none;
  const total = list.data?.total ?? 0;
  const filtered = Boolean(q || status || alert || old);
  type Patch = PlayerFilter & {
    sel?: string | undefined;
    view?: 'table' | undefined;
    page?: number | undefined;
    pair?: string | undefined;
    add?: 'pair' | 'key' | undefined;
  };
  const change = (patch: Patch) =>
    void navigate({ to: '/players', search: previous => ({ ...previous, ...patch }), replace: true, resetScroll: false });
  // What was chosen of another list is not what one sees now.
  const narrow = (patch: PlayerFilter) => change({ ...patch, page: undefined, sel: undefined });
  const ids = useMemo(() => items.map(({ id }) => id), [items]);
  const choosing = useSelection(sel, ids, total, next => change({ sel: next }));
  const run = useRun();
  const pairButton = (
    <Button leftSection={<IconPlus size={18} />} onClick={() => change({ add: 'pair' })}>
      {t('players.pair')}
    </Button>
  );
  const addMenu = (
    <>
      {pairButton}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" px={8} miw={40} aria-label={t('players.addMore')}>
            <IconChevronDown size={18} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconKey size={16} />} onClick={() => change({ add: 'key' })}>
            {t('players.addByKey')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );

  return (
    <div className={classes.page}>
      <PageHeader
        title={t('players.title')}
        inline
        note={all > 0 && t(trouble > 0 ? 'players.answerTrouble' : 'players.answer', { online, total: all, trouble })}
      >
        {canWrite && !placeless && addMenu}
      </PageHeader>
      {(items.length > 0 || filtered) && (
        <PlayerFilters
          filter={{ q, status, alert, old }}
          counts={{ online, offline, behind, alert: alarmed.data?.total ?? 0 }}
          view={view}
          phone={phone}
          onFilter={narrow}
          onView={next => change({ view: next })}
        />
      )}
      {list.isPending && <PlayerGridSkeleton />}
      {list.isError && !list.data && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {items.length > 0 &&
        (view === 'table' ? (
          <PlayerTable players={items} arrived={list.dataUpdatedAt} choosing={canWrite ? choosing : null} />
        ) : (
          <PlayerGrid players={items} arrived={list.dataUpdatedAt} choosing={canWrite ? choosing : null} />
        ))}
      {list.data && items.length === 0 && filtered && (
        <StateCard
          icon={IconSearchOff}
          title={q ? t('state.noResults', { q }) : t('state.noResultsFilter')}
          actions={
            <Button
              variant="default"
              size="xs"
              onClick={() => narrow({ q: undefined, status: undefined, alert: undefined, old: undefined })}
            >
              {t('action.clearFilters')}
            </Button>
          }
        >
          {t('state.noResultsHint')}
        </StateCard>
      )}
      {list.data?.total === 0 && !filtered && placeless && <NoPlaces />}
      {list.data?.total === 0 && !filtered && !placeless && (
        <EmptyState
          title={t('players.emptyTitle')}
          actions={
            canWrite && (
              <Button variant="light" leftSection={<IconPlus size={18} />} onClick={() => change({ add: 'pair' })}>
                {t('players.pair')}
              </Button>
            )
          }
        >
          {t(canWrite ? 'players.empty' : 'players.emptyViewer')}
        </EmptyState>
      )}
      <Pages page={page} perPage={perPage} total={total} onChange={next => change({ page: next })} />
      {canWrite && (run || choosing.count > 0) && (
        <div className={bulk.dock}>
          {run && <RunCard run={run} />}
          {choosing.count > 0 && <BulkBar choosing={choosing} total={total} filter={filter} />}
        </div>
      )}
      {canWrite && (
        <>
          <PairPlayer
            opened={add === 'pair' || pair !== undefined}
            code={pair ?? ''}
            onClose={() => change({ pair: undefined, add: undefined })}
          />
          <AddPlayer opened={add === 'key'} onClose={() => change({ add: undefined })} />
        </>
      )}
    </div>
  );
}
