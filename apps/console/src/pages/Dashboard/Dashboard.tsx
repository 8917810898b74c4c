import { Button } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import type { Stats } from '@tvs/protocol';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { Failed } from '../../components/Failed.tsx';
import { IconPlus } from '../../components/icons.ts';
import { NoPlaces } from '../../components/NoPlaces.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { number } from '../../lib/format.ts';
import { useScope } from '../../lib/useLocations.ts';
import { ActivityFeed } from './ActivityFeed.tsx';
import { AlertsPanel } from './AlertsPanel.tsx';
import classes from './Dashboard.module.css';
import { DashboardSkeleton } from './DashboardSkeleton.tsx';
import { PlayerStatusGrid } from './PlayerStatusGrid.tsx';
import { StatsCards } from './StatsCards.tsx';
import { useFleetFacts } from './useFleet.ts';

const none: readonly number[] = [];
// Seen by few, and by them a few times.
const FirstSteps = lazy(() => import('./FirstSteps.tsx').then(({ FirstSteps: steps }) => ({ default: steps })));

const OnScreens = lazy(() => import('./OnScreens.tsx').then(module => ({ default: module.OnScreens })));

/** Is everything playing? */
export function Dashboard() {
  const { canWrite, placeless } = useAuth();
  const { only } = useSearch({ from: '/shell/' });
  const { loc } = useScope();
  const place = loc === undefined ? {} : { location_id: String(loc) };
  const stats = $api.useQuery('get', '/dashboard/stats', { params: { query: place } }, { placeholderData: previous => previous });
  const fleet = useFleetFacts();
  const { t } = useTranslation();

  if (stats.isError && !stats.data)
    return (
      <div className={classes.page}>
        <PageHeader title={t('dashboard.title')} />
        <Failed error={stats.error} onRetry={() => void stats.refetch()} />
      </div>
    );
  if (!stats.data)
    return (
      <div className={classes.page}>
        <DashboardSkeleton />
      </div>
    );
  if (placeless)
    return (
      <div className={classes.page}>
        <PageHeader title={t('dashboard.title')} />
        <NoPlaces />
      </div>
    );
  const starting = canWrite && loc === undefined && isStarting(stats.data);
  const unseen = fleet?.unseen ?? none;
  const never = unseen.length;
  return (
    <div className={classes.page}>
      {starting ? (
        <Suspense fallback={<DashboardSkeleton />}>
          <FirstSteps stats={stats.data} />
        </Suspense>
      ) : (
        <Answer stats={stats.data} never={never} />
      )}
      {!starting && <StatsCards stats={stats.data} never={never} />}
      {(!starting || (fleet?.count ?? 0) > 0) && (
        <div className={classes.columns}>
          <div className={classes.main}>
            <PlayerStatusGrid onlyProblems={only === 'problems'} />
            <Suspense>
              <OnScreens />
            </Suspense>
          </div>
          <div className={classes.news}>
            <AlertsPanel unseen={unseen} />
            <ActivityFeed />
          </div>
        </div>
      )}
    </div>
  );
}

/** Until each of the four steps has been done once, the dashboard leads through them. */
function isStarting({ content, campaigns, players, schedules }: Stats): boolean {
  return content.total === 0 || campaigns.total === 0 || players.total === 0 || schedules.total === 0;
}

function Answer({ stats, never }: { stats: Stats; never: number }) {
  const { t } = useTranslation();
  const { canWrite } = useAuth();
  const { total, online, offline, up_to_date } = stats.players;
  const behind = Math.max(0, total - offline - up_to_date);
  const title =
    total === 0
      ? t('dashboard.none')
      : online === total
        ? t('dashboard.allOn', { count: total })
        : t('dashboard.answer', { online: number(online), total: number(total) });
  const lost = Math.max(0, offline - never);
  const note = [
    lost > 0 && t('dashboard.offline', { count: lost }),
    never > 0 && t('dashboard.never', { count: never }),
    behind > 0 && t('dashboard.behind', { count: behind }),
    stats.alerts.unacknowledged > 0 && t('dashboard.alerts', { count: stats.alerts.unacknowledged }),
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <PageHeader title={title} tab={t('dashboard.title')} note={total > 0 && (note || t('dashboard.fine'))}>
      {canWrite && (
        <Button leftSection={<IconPlus size={18} />} renderRoot={props => <Link to="/players" search={{ add: 'pair' }} {...props} />}>
          {t('dashboard.pair')}
        </Button>
      )}
    </PageHeader>
  );
}
