import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useProblemWords } from '../../lib/useProblemWords.ts';
import classes from './Bulk.module.css';
import type { BulkState } from './useBulk.ts';

/** How far it is, and by name what did not work. */
export function BulkProgress({ state, label }: { state: BulkState; label: string }) {
  const { t } = useTranslation();
  const words = useProblemWords();
  const { total, done, failures, running } = state;
  const fine = done - failures.length;
  return (
    <div className={classes.progress}>
      <Progress value={total === 0 ? 100 : (done / total) * 100} aria-label={label} transitionDuration={120} />
      <p className="num" role="status">
        {running ? t('content.bulk.progress', { done, total }) : t('content.bulk.over', { count: fine, total })}
      </p>
      {failures.length > 0 && (
        <ul className={classes.failures} aria-label={t('content.bulk.failed')}>
          {failures.map(({ item, failure }) => (
            <li key={item.id}>
              <b>{item.title}</b>: {words(failure)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
