import { Skeleton } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { isGone } from '../../api/problem.ts';
import { Failed } from '../../components/Failed.tsx';
import { Late } from '../../components/Late.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import classes from './PlayerDetail.module.css';
import { PlayerDetail } from './PlayerDetail.tsx';
import { PlayerGone } from './PlayerGone.tsx';

/** Loads one player. */
export function PlayerDetailPage() {
  const { t } = useTranslation();
  const { playerId } = useParams({ from: '/shell/players/$playerId' });
  const query = $api.useQuery('get', '/players/{id}', { params: { path: { id: playerId } } }, { refetchInterval: 30_000 });
  return (
    <div className={classes.page}>
      {query.data ? (
        <>
          {isGone(query.error) && <PlayerGone id={query.data.id} name={query.data.name} />}
          <div inert={isGone(query.error)}>
            <PlayerDetail player={query.data} arrived={query.dataUpdatedAt} />
          </div>
        </>
      ) : query.isError ? (
        <>
          <PageHeader title={t('players.title')} />
          <Failed error={query.error} onRetry={() => void query.refetch()} />
        </>
      ) : (
        <Late>
          <Skeleton height={40} width={280} />
          <Skeleton height={380} mt={16} />
        </Late>
      )}
    </div>
  );
}
