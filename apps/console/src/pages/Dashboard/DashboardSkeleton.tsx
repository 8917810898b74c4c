import { Skeleton } from '@mantine/core';
import { Late } from '../../components/Late.tsx';
import classes from './Dashboard.module.css';

const cards = ['a', 'b', 'c', 'd', 'e'];

/** The dashboard's shape, before the answer is there. */
export function DashboardSkeleton() {
  return (
    <Late>
      <Skeleton height={28} width={300} mb={8} />
      <Skeleton height={16} width={420} mb={20} />
      <div className={classes.stats}>
        {cards.map(card => (
          <Skeleton key={card} height={104} radius={10} />
        ))}
      </div>
      <div className={classes.columns}>
        <Skeleton height={420} radius={10} />
        <Skeleton height={420} radius={10} />
      </div>
    </Late>
  );
}
