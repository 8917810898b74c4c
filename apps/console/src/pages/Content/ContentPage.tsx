import { Button, FileButton } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failed } from '../../components/Failed.tsx';
import { IconSearchOff, IconUpload } from '../../components/icons.ts';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Pages } from '../../components/Pages.tsx';
import { WithPanel } from '../../components/SidePanel.tsx';
import { StateCard } from '../../components/StateCard.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { useUploadQueue } from '../../contexts/uploads/UploadContext.tsx';
import { ContentFilter } from './ContentFilter.tsx';
import { ContentLibrary } from './ContentLibrary.tsx';
import { ContentListSkeleton } from './ContentList.tsx';
import { ContentPreview } from './ContentPreview.tsx';
import { ContentUpload } from './ContentUpload.tsx';
import { UnfinishedUploads } from './UnfinishedUploads.tsx';
import { useContentSearch } from './useContentSearch.ts';

const perPage = 48;

/** Everything that can go to a screen. */
export function ContentPage() {
  const { t } = useTranslation();
  const { canWrite } = useAuth();
  const queue = useUploadQueue();
  const search = useSearch({ from: '/shell/content' });
  const reset = useRef<() => void>(null);
  const { change, clear, filtered, view } = useContentSearch();
  const { q, type, status, tag, unused, sort, page = 1, item } = search;
  const list = $api.useQuery(
    'get',
    '/content',
    {
      params: {
        query: {
          page: String(page),
          per_page: String(perPage),
          ...(sort && { sort }),
          ...(q && { q }),
          ...(type && { type }),
          ...(status && { status }),
          ...(tag && { tag }),
          ...(unused && { unused: 'true' }),
        },
      },
    },
    { placeholderData: previous => previous },
  );
  const total = list.data?.total ?? 0;
  const upload = (
    <FileButton
      onChange={files => {
        queue.add(files);
        // Else the same file, chosen again, would be no change.
        reset.current?.();
      }}
      resetRef={reset}
      multiple
      inputProps={{ 'aria-label': t('content.uploadFiles') }}
    >
      {props => (
        <Button {...props} leftSection={<IconUpload size={18} />}>
          {t('content.upload')}
        </Button>
      )}
    </FileButton>
  );

  return (
    <WithPanel panel={item && <ContentPreview key={item} id={item} onClose={() => change({ item: undefined })} />}>
      {canWrite && <ContentUpload onFiles={files => queue.add(files)} />}
      <PageHeader title={t('content.title')} inline note={list.data && t('content.count', { count: total })}>
        {canWrite && upload}
      </PageHeader>
      {canWrite && <UnfinishedUploads />}
      <ContentFilter />
      {list.isPending && <ContentListSkeleton view={view} />}
      {list.isError && !list.data && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && total > 0 && <ContentLibrary items={list.data.items} />}
      {list.data && total === 0 && filtered && (
        <StateCard
          icon={IconSearchOff}
          title={q ? t('state.noResults', { q }) : t('state.noResultsFilter')}
          actions={
            <Button variant="default" size="xs" onClick={clear}>
              {t('action.clearFilters')}
            </Button>
          }
        >
          {t('state.noResultsHint')}
        </StateCard>
      )}
      {list.data && total === 0 && !filtered && <EmptyState title={t('content.emptyTitle')}>{t('content.empty')}</EmptyState>}
      <Pages page={page} perPage={perPage} total={total} onChange={next => change({ page: next === 1 ? undefined : next })} />
    </WithPanel>
  );
}
