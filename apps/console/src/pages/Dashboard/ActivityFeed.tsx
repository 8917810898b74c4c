import { Skeleton } from '@mantine/core';
import type { Activity } from '@tvs/protocol';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { Failed } from '../../components/Failed.tsx';
import {
  IconBell,
  IconCalendarEvent,
  IconDeviceTv,
  IconMapPin,
  IconNews,
  IconPhoto,
  IconSettings,
  IconStack2,
  IconTrash,
  IconUser,
  IconWifiOff,
} from '../../components/icons.ts';
import { moment, time } from '../../lib/format.ts';
import { useScope } from '../../lib/useLocations.ts';
import classes from './ActivityFeed.module.css';
import { activityThing, activityVerb, folded, isPresence } from './activityWords.ts';

const icons: Record<string, ComponentType<{ size?: number; stroke?: number }>> = {
  content: IconPhoto,
  campaign: IconStack2,
  schedule: IconCalendarEvent,
  player: IconDeviceTv,
  editorial: IconNews,
  editorial_item: IconNews,
  alert: IconBell,
  location: IconMapPin,
  user: IconUser,
  session: IconUser,
};

/** What people and screens did, newest first, live. */
export function ActivityFeed() {
  const { t } = useTranslation();
  const { loc } = useScope();
  const query = $api.useQuery('get', '/dashboard/activity', {
    params: { query: { per_page: '20', ...(loc !== undefined && { location_id: String(loc) }) } },
  });
  return (
    <section className={classes.card} aria-labelledby="activity">
      <header className={classes.header}>
        <h2 id="activity">{t('dashboard.activity.title')}</h2>
      </header>
      {query.isPending && <Skeleton height={160} m={16} width="auto" />}
      {query.isError && !query.data && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <p className={classes.none}>{t('dashboard.activity.empty')}</p>}
      <ol className={classes.list} aria-live="polite" aria-relevant="additions">
        {folded(query.data?.items ?? [])
          .slice(0, 14)
          .map(activity => (
            <Line key={activity.id} activity={activity} />
          ))}
      </ol>
    </section>
  );
}

function Line({ activity }: { activity: Activity }) {
  const { t } = useTranslation();
  const { action, resource, at, title, user_name } = activity;
  const verb = activityVerb(action);
  const thing = activityThing(verb, resource);
  const Icon = verb === 'delete' ? IconTrash : verb === 'offline' ? IconWifiOff : (icons[resource.replace(/s$/, '')] ?? IconSettings);
  const today = new Date(at).toDateString() === new Date().toDateString();
  return (
    <li>
      <time className="num" dateTime={at} title={moment(at)}>
        {today ? time(at) : moment(at).split(',')[0]}
      </time>
      <Icon size={16} stroke={1.75} aria-hidden />
      <span>
        {isPresence(verb) ? (
          <>
            <b>{title}</b> {t(`dashboard.activity.did.${verb}`).replace(':', '')}
          </>
        ) : (
          <>
            <b>{user_name ?? t('dashboard.activity.someone')}</b> {t(`dashboard.activity.did.${verb}`)}{' '}
            {thing && t(`dashboard.activity.what.${thing}`)} {verb !== 'login' && verb !== 'logout' && <b>{title}</b>}
          </>
        )}
      </span>
    </li>
  );
}
