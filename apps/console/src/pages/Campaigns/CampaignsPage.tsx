import { Button, SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failed } from '../../components/Failed.tsx';
import { IconPlus, IconSearchOff } from '../../components/icons.ts';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Pages } from '../../components/Pages.tsx';
import { SearchInput } from '../../components/SearchInput.tsx';
import { StateCard } from '../../components/StateCard.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { useOnAir } from '../../lib/useOnAir.ts';
import { CampaignList, CampaignListSkeleton } from './CampaignList.tsx';
import classes from './Campaigns.module.css';
import { NewCampaign } from './NewCampaign.tsx';

const perPage = 50;

/** Every campaign: what is in it, where it is on. */
export function CampaignsPage() {
  const { t } = useTranslation();
  const { canWrite } = useAuth();
  const navigate = useNavigate({ from: '/campaigns' });
  const { q, show, page = 1, new: creating } = useSearch({ from: '/shell/campaigns' });
  const onAir = useOnAir();
  const list = $api.useQuery(
    'get',
    '/campaigns',
    {
      params: {
        query: {
          page: String(page),
          per_page: String(perPage),
          ...(q && { q }),
          ...(show && { is_active: show === 'active' ? 'true' : 'false' }),
        },
      },
    },
    { placeholderData: previous => previous },
  );
  const items = list.data?.items ?? [];
  const filtered = Boolean(q || show);
  const change = (patch: {
    q?: string | undefined;
    show?: 'active' | 'inactive' | undefined;
    page?: number | undefined;
    new?: '1' | undefined;
  }) => void navigate({ to: '/campaigns', search: previous => ({ ...previous, ...patch }), replace: true });
  const add = (variant: 'filled' | 'light') => (
    <Button variant={variant} leftSection={<IconPlus size={18} />} onClick={() => change({ new: '1' })}>
      {t('campaigns.new')}
    </Button>
  );

  return (
    <div className={classes.page}>
      <PageHeader
        tab={t('campaigns.title')}
        title={list.data?.total === 0 && !filtered ? t('campaigns.title') : t('campaigns.answer', { count: onAir.size })}
        note={
          list.data &&
          list.data.total > 0 &&
          t('campaigns.note', { total: list.data.total, drafts: items.filter(({ draft }) => draft !== null).length })
        }
      >
        {canWrite && items.length > 0 && add('filled')}
      </PageHeader>
      {(items.length > 0 || filtered) && (
        <search className={classes.filters}>
          <SegmentedControl
            aria-label={t('campaigns.show')}
            value={show ?? ''}
            data={[
              { value: '', label: t('campaigns.all') },
              { value: 'active', label: t('campaigns.activeOnly') },
              { value: 'inactive', label: t('campaigns.inactiveOnly') },
            ]}
            onChange={value => change({ show: value === 'active' || value === 'inactive' ? value : undefined, page: undefined })}
          />
          <SearchInput
            label={t('campaigns.search')}
            value={q ?? ''}
            onChange={value => change({ q: value || undefined, page: undefined })}
          />
        </search>
      )}
      {list.isPending && <CampaignListSkeleton />}
      {list.isError && !list.data && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {items.length > 0 && <CampaignList items={items} onAir={onAir} arrived={list.dataUpdatedAt} />}
      {list.data && items.length === 0 && filtered && (
        <StateCard
          icon={IconSearchOff}
          title={q ? t('state.noResults', { q }) : t('state.noResultsFilter')}
          actions={
            <Button variant="default" size="xs" onClick={() => change({ q: undefined, show: undefined, page: undefined })}>
              {t('action.clearFilters')}
            </Button>
          }
        >
          {t('state.noResultsHint')}
        </StateCard>
      )}
      {list.data && items.length === 0 && !filtered && (
        <EmptyState title={t('campaigns.emptyTitle')} actions={canWrite && add('light')}>
          {t('campaigns.empty')}
        </EmptyState>
      )}
      <Pages page={page} perPage={perPage} total={list.data?.total ?? 0} onChange={next => change({ page: next })} />
      <NewCampaign opened={creating === '1' && canWrite} onClose={() => change({ new: undefined })} />
    </div>
  );
}
