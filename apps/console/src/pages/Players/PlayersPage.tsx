import { Button, Menu, SegmentedControl, Select, VisuallyHidden } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { DashboardPlayer } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failed } from '../../components/Failed.tsx';
import { IconChevronDown, IconKey, IconLayoutGrid, IconList, IconPlus, IconSearchOff } from '../../components/icons.ts';
import { NoPlaces } from '../../components/NoPlaces.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Pages } from '../../components/Pages.tsx';
import { isTrouble, playerKind } from '../../components/playerKind.ts';
import { SearchInput } from '../../components/SearchInput.tsx';
import { StateCard } from '../../components/StateCard.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { useScope } from '../../lib/useLocations.ts';
import { AddPlayer } from './AddPlayer.tsx';
import { PairPlayer } from './PairPlayer.tsx';
import { PlayerGrid, PlayerGridSkeleton } from './PlayerGrid.tsx';
import classes from './Players.module.css';
import { PlayerTable } from './PlayerTable.tsx';

const perPage = 60;
const statuses = ['online', 'offline'] as const;

const nobody = { online: 0, trouble: 0, all: 0 };

function numbersOf({ items }: { items: DashboardPlayer[] }): typeof nobody {
  return {
    online: items.filter(({ status }) => status === 'online').length,
    trouble: items.filter(player => isTrouble(playerKind(player))).length,
    all: items.length,
  };
}

/** Every screen: whether it plays, and what. */
export function PlayersPage() {
  const { t } = useTranslation();
  const { canWrite, placeless } = useAuth();
  const navigate = useNavigate({ from: '/players' });
  const { loc } = useScope();
  const { q, status, view, page = 1, pair, add } = useSearch({ from: '/shell/players' });
  const place = loc === undefined ? {} : { location_id: String(loc) };
  const list = $api.useQuery(
    'get',
    '/players',
    { params: { query: { page: String(page), per_page: String(perPage), ...place, ...(q && { q }), ...(status && { status }) } } },
    { placeholderData: previous => previous },
  );
  // Only the numbers: the list behind them changes several times a second.
  const { online, trouble, all } =
    $api.useQuery('get', '/dashboard/players', { params: { query: place } }, { select: numbersOf }).data ?? nobody;
  const items = list.data?.items ?? [];
  const filtered = Boolean(q || status);
  type Patch = {
    q?: string | undefined;
    status?: 'online' | 'offline' | undefined;
    view?: 'table' | undefined;
    page?: number | undefined;
    pair?: string | undefined;
    add?: 'pair' | 'key' | undefined;
  };
  const change = (patch: Patch) => void navigate({ to: '/players', search: previous => ({ ...previous, ...patch }), replace: true });
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
          <Button variant="default" px={8} aria-label={t('players.addMore')}>
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
        <search className={classes.filters}>
          <SearchInput label={t('players.search')} value={q ?? ''} onChange={value => change({ q: value || undefined, page: undefined })} />
          <Select
            aria-label={t('players.status')}
            placeholder={t('players.status')}
            w={160}
            clearable
            clearButtonProps={{ 'aria-label': t('players.anyStatus') }}
            value={status ?? null}
            data={statuses.map(value => ({ value, label: t(`status.${value}`) }))}
            onChange={value => change({ status: statuses.find(one => one === value), page: undefined })}
          />
          <SegmentedControl
            ml="auto"
            aria-label={t('players.view')}
            value={view ?? ''}
            onChange={value => change({ view: value === 'table' ? 'table' : undefined })}
            data={[
              { value: '', label: <ViewIcon Icon={IconLayoutGrid} word={t('players.cards')} /> },
              { value: 'table', label: <ViewIcon Icon={IconList} word={t('players.table')} /> },
            ]}
          />
        </search>
      )}
      {list.isPending && <PlayerGridSkeleton />}
      {list.isError && !list.data && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {items.length > 0 &&
        (view === 'table' ? (
          <PlayerTable players={items} arrived={list.dataUpdatedAt} />
        ) : (
          <PlayerGrid players={items} arrived={list.dataUpdatedAt} />
        ))}
      {list.data && items.length === 0 && filtered && (
        <StateCard
          icon={IconSearchOff}
          title={q ? t('state.noResults', { q }) : t('state.noResultsFilter')}
          actions={
            <Button variant="default" size="xs" onClick={() => change({ q: undefined, status: undefined, page: undefined })}>
              {t('action.clearFilters')}
            </Button>
          }
        >
          {t('state.noResultsHint')}
        </StateCard>
      )}
      {list.data && items.length === 0 && !filtered && placeless && <NoPlaces />}
      {list.data && items.length === 0 && !filtered && !placeless && (
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
      <Pages page={page} perPage={perPage} total={list.data?.total ?? 0} onChange={next => change({ page: next })} />
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

function ViewIcon({ Icon, word }: { Icon: typeof IconList; word: string }) {
  return (
    <span style={{ display: 'grid', placeItems: 'center', height: 20 }} title={word}>
      <Icon size={18} aria-hidden />
      <VisuallyHidden>{word}</VisuallyHidden>
    </span>
  );
}
