import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { Failed } from '../../components/Failed.tsx';
import { Late } from '../../components/Late.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { ContentActions } from './ContentActions.tsx';
import { ContentFacts } from './ContentFacts.tsx';
import { ContentForm } from './ContentForm.tsx';
import { ContentStage } from './ContentStage.tsx';
import { UsedIn } from './UsedIn.tsx';

/** One content: played by the player's own stage, its facts, and what can be changed. */
export function ContentPreview({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation();
  const { canWrite } = useAuth();
  const query = $api.useQuery('get', '/content/{id}', { params: { path: { id: String(id) } } });
  const content = query.data;
  return (
    <SidePanel title={content?.title ?? t('content.title')} onClose={onClose}>
      {query.isPending && (
        <Late>
          <Skeleton style={{ aspectRatio: '16 / 9' }} height="auto" />
          <Skeleton height={120} mt={16} />
        </Late>
      )}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {content && (
        <>
          <ContentStage content={content} />
          <ContentActions content={content} onDeleted={onClose} />
          <ContentFacts content={content} />
          <UsedIn id={content.id} />
          {canWrite && <ContentForm key={content.id} content={content} />}
        </>
      )}
    </SidePanel>
  );
}
