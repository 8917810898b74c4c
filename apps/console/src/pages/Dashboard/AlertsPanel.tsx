import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { groupAlerts } from '../../components/alerts/alertGroups.ts';
import { Failed } from '../../components/Failed.tsx';
import { number } from '../../lib/format.ts';
import { useScope } from '../../lib/useLocations.ts';
import { useNow } from '../../lib/useNow.ts';
import { usePhone } from '../../lib/usePhone.ts';
import { AlertLine } from './AlertLine.tsx';
import classes from './AlertsPanel.module.css';

/** Lines before "more"; on a phone what follows must not be a page away. */
const fewOf = (phone: boolean) => (phone ? 2 : 4);

/** What needs somebody, with the way to it; on demand what has ended by itself. `unseen`: players that never connected. */
export function AlertsPanel({ unseen }: { unseen: readonly number[] }) {
  const { t } = useTranslation();
  const { loc } = useScope();
  const few = fewOf(usePhone());
  const [ended, setEnded] = useState(false);
  const [all, setAll] = useState(false);
  const query = $api.useQuery(
    'get',
    '/dashboard/alerts',
    {
      params: {
        query: {
          state: ended ? 'cleared' : 'open',
          sort: ended ? '-cleared_at' : '-raised_at',
          per_page: ended ? '20' : '200',
          ...(loc !== undefined && { location_id: String(loc) }),
        },
      },
    },
    { placeholderData: previous => previous },
  );
  const never = useMemo(() => new Set(unseen), [unseen]);
  const now = useNow(30_000, query.dataUpdatedAt);
  // While the other list is on its way, the one before must not be taken for it.
  const data =
    query.isPlaceholderData && query.data?.items.some(({ cleared_at }) => (cleared_at !== null) !== ended) ? undefined : query.data;
  const groups = groupAlerts(data?.items ?? [], never);
  const shown = all ? groups : groups.slice(0, few);
  return (
    <section className={classes.card} aria-labelledby="alerts">
      <header className={classes.header}>
        <h2 id="alerts">{t('alerts.title')}</h2>
        {!ended && data && data.total > 0 && (
          <span className={`${classes.count} num`}>
            <span aria-hidden>{number(data.total)}</span>
            <span className={classes.hidden}>{t('alerts.count', { count: data.total })}</span>
          </span>
        )}
        <SegmentedControl
          size="xs"
          ml="auto"
          aria-label={t('alerts.show')}
          value={ended ? 'ended' : 'open'}
          onChange={value => {
            setEnded(value === 'ended');
            setAll(false);
          }}
          data={(['open', 'ended'] as const).map(value => ({ value, label: t(`alerts.${value}`) }))}
        />
      </header>
      {!data && !query.isError && <Skeleton height={96} m={16} width="auto" />}
      {query.isError && !data && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {data && groups.length === 0 && <p className={classes.none}>{t(ended ? 'alerts.noneEnded' : 'alerts.none')}</p>}
      <ul aria-live="polite" aria-relevant="additions">
        {shown.map(group => (
          <AlertLine key={group.key} group={group} now={now} />
        ))}
      </ul>
      {groups.length > few && (
        <Button variant="subtle" size="xs" m={8} onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t('alerts.less') : t('alerts.more', { count: groups.length - few })}
        </Button>
      )}
    </section>
  );
}
