import { Skeleton } from '@mantine/core';
import { $api } from '../../api/client.ts';
import { isGone } from '../../api/problem.ts';
import { Failed } from '../../components/Failed.tsx';
import { Late } from '../../components/Late.tsx';
import { BackToList } from './BackToList.tsx';
import { EditorialDetail } from './EditorialDetail.tsx';
import classes from './Editorials.module.css';

export interface DetailProps {
  /** The chosen item. */
  item: number | undefined;
  /** The list isn't beside it. */
  alone: boolean;
  onSelect: (item: number | undefined) => void;
  onGone: () => void;
}

/** Loads one editorial. */
export function EditorialDetailPage({ id, ...props }: DetailProps & { id: number }) {
  const query = $api.useQuery('get', '/editorials/{id}', { params: { path: { id: String(id) } } }, { refetchInterval: 60_000 });
  if (query.data && !isGone(query.error)) return <EditorialDetail editorial={query.data} arrived={query.dataUpdatedAt} {...props} />;
  return (
    <section className={classes.detail}>
      {props.alone && <BackToList />}
      {query.isError ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Late>
          <Skeleton height={32} width={240} mb={16} />
          <Skeleton height={360} radius={10} />
        </Late>
      )}
    </section>
  );
}
