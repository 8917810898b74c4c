import { Skeleton } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { isGone } from '../../api/problem.ts';
import { Failed } from '../../components/Failed.tsx';
import { Late } from '../../components/Late.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { CampaignBuilder } from './CampaignBuilder.tsx';

/** Loads one campaign into the builder. */
export function CampaignBuilderPage() {
  const { t } = useTranslation();
  const { campaignId } = useParams({ from: '/shell/campaigns/$campaignId' });
  const query = $api.useQuery('get', '/campaigns/{id}', { params: { path: { id: campaignId } } }, { refetchOnMount: 'always', gcTime: 0 });
  if (query.data) return <CampaignBuilder key={query.data.id} campaign={query.data} gone={isGone(query.error)} />;
  return (
    <div style={{ padding: 'var(--pad)' }}>
      {query.isError ? (
        <>
          <PageHeader title={t('campaigns.title')} />
          <Failed error={query.error} onRetry={() => void query.refetch()} />
        </>
      ) : (
        <Late>
          <Skeleton height={40} width={320} />
          <Skeleton height={360} mt={16} />
          <Skeleton height={120} mt={16} />
        </Late>
      )}
    </div>
  );
}
