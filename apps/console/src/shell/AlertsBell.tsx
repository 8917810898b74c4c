import { ActionIcon, Popover, Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../api/client.ts';
import { IconBell } from '../components/icons.ts';
import { number } from '../lib/format.ts';
import { useScope } from '../lib/useLocations.ts';
import classes from './AlertsBell.module.css';
import { useOpenHere } from './useOpenHere.ts';

const BellAlerts = lazy(() => import('./BellAlerts.tsx').then(module => ({ default: module.BellAlerts })));

/** How many matters wait for somebody, on every page; on demand which, each with the way to it. */
export function AlertsBell() {
  const { t } = useTranslation();
  const { loc, missing } = useScope();
  const [opened, setOpened] = useOpenHere();
  // One row is asked for, since only the total is shown until somebody looks.
  const place = loc === undefined || missing ? {} : { location_id: String(loc) };
  const { data } = $api.useQuery(
    'get',
    '/dashboard/alerts',
    { params: { query: { state: 'unacknowledged', per_page: '1', ...place } } },
    { placeholderData: previous => previous },
  );
  const count = data?.total ?? 0;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={380} trapFocus returnFocus withinPortal={false}>
      <div className={classes.bell}>
        <Popover.Target>
          <ActionIcon size={40} onClick={() => setOpened(!opened)} aria-label={t('alerts.bell', { count })}>
            <IconBell size={20} stroke={1.75} aria-hidden />
          </ActionIcon>
        </Popover.Target>
        {count > 0 && (
          <span className={`${classes.count} num`} aria-hidden>
            {count > 99 ? t('alerts.many99') : number(count)}
          </span>
        )}
      </div>
      <Popover.Dropdown className={classes.dropdown} p={0} aria-label={t('alerts.title')}>
        <Suspense fallback={<Skeleton height={160} m={16} width="auto" />}>
          <BellAlerts onLeave={() => setOpened(false)} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
