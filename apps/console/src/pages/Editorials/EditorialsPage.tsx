import { Button, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failed } from '../../components/Failed.tsx';
import { IconPlus, IconSearchOff } from '../../components/icons.ts';
import { Late } from '../../components/Late.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Pages } from '../../components/Pages.tsx';
import { SearchInput } from '../../components/SearchInput.tsx';
import { StateCard } from '../../components/StateCard.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { EditorialDetailPage } from './EditorialDetailPage.tsx';
import { EditorialForm } from './EditorialForm.tsx';
import { EditorialList } from './EditorialList.tsx';
import classes from './Editorials.module.css';
import { KindFilter } from './KindFilter.tsx';

const perPage = 50;
const rows = ['a', 'b', 'c', 'd', 'e'];

type Patch = { [Key in 'page' | 'id' | 'item']?: number | undefined } & {
  q?: string | undefined;
  kind?: 'manual' | 'feed' | undefined;
  new?: '1' | undefined;
};

/** Streams of short texts: which there are, their items, and how they look on a screen. */
export function EditorialsPage() {
  const { t } = useTranslation();
  const { canWrite } = useAuth();
  const navigate = useNavigate({ from: '/editorials' });
  const { q, kind, page = 1, id, item, new: making } = useSearch({ from: '/shell/editorials' });
  const wide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  const list = $api.useQuery(
    'get',
    '/editorials',
    {
      params: { query: { page: String(page), per_page: String(perPage), sort: 'name', ...(q && { q }), ...(kind && { kind }) } },
    },
    // A feed that fails changes no content, so nobody tells.
    { placeholderData: previous => previous, refetchInterval: 60_000 },
  );
  const items = list.data?.items ?? [];
  const selected = id ?? (wide ? items[0]?.id : undefined);
  const filtered = Boolean(q || kind);
  const change = (patch: Patch, replace = true) =>
    void navigate({ to: '/editorials', search: previous => ({ ...previous, ...patch }), replace, resetScroll: false });
  const add = () => change({ new: '1' });
  const form = canWrite && (
    <EditorialForm
      opened={making === '1'}
      onClose={() => change({ new: undefined })}
      onSaved={made => change({ new: undefined, id: made.id, item: undefined, q: undefined, kind: undefined, page: undefined })}
    />
  );

  if (list.data?.total === 0 && !filtered && id === undefined)
    return (
      <div className={classes.single}>
        <PageHeader title={t('editorials.title')} />
        <EmptyState
          title={t('editorials.emptyTitle')}
          actions={
            canWrite && (
              <Button variant="light" leftSection={<IconPlus size={18} />} onClick={add}>
                {t('editorials.first')}
              </Button>
            )
          }
        >
          {t('editorials.empty')}
        </EmptyState>
        {form}
      </div>
    );

  const showList = wide || selected === undefined;
  return (
    <div className={classes.page}>
      {showList && (
        <section className={classes.streams} aria-label={t('editorials.list')}>
          <PageHeader title={t('editorials.title')}>
            {canWrite && (
              <Button variant="default" leftSection={<IconPlus size={16} />} onClick={add}>
                {t('editorials.new')}
              </Button>
            )}
          </PageHeader>
          <search className={classes.filters}>
            <SearchInput
              w="100%"
              label={t('editorials.search')}
              value={q ?? ''}
              onChange={value => change({ q: value || undefined, page: undefined, id: wide ? undefined : id })}
            />
            <KindFilter value={kind} onChange={value => change({ kind: value, page: undefined })} />
          </search>
          {list.isPending && (
            <Late>
              {rows.map(row => (
                <Skeleton key={row} height={56} mb={8} radius={6} />
              ))}
            </Late>
          )}
          {list.isError && !list.data && <Failed error={list.error} onRetry={() => void list.refetch()} />}
          {list.data && items.length === 0 && (
            <StateCard
              icon={IconSearchOff}
              title={q ? t('state.noResults', { q }) : t('state.noResultsFilter')}
              actions={
                <Button variant="default" size="xs" onClick={() => change({ q: undefined, kind: undefined, page: undefined })}>
                  {t('action.clearFilters')}
                </Button>
              }
            >
              {t('state.noResultsHint')}
            </StateCard>
          )}
          <EditorialList items={items} selected={selected} arrived={list.dataUpdatedAt} />
          <Pages page={page} perPage={perPage} total={list.data?.total ?? 0} onChange={next => change({ page: next })} />
        </section>
      )}
      {selected !== undefined && (
        <EditorialDetailPage
          key={selected}
          id={selected}
          item={item}
          alone={!wide}
          onSelect={next => change({ id: selected, item: next })}
          onGone={() => change({ id: undefined, item: undefined })}
        />
      )}
      {form}
    </div>
  );
}
