import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../api/client.ts';
import { AlertIcon } from '../components/alerts/AlertIcon.tsx';
import { type AlertGroup, groupAlerts } from '../components/alerts/alertGroups.ts';
import { alertTarget } from '../components/alerts/alertTarget.ts';
import { useAlertWords } from '../components/alerts/useAlertWords.ts';
import { Failed } from '../components/Failed.tsx';
import { IconChevronRight, IconCircleCheck } from '../components/icons.ts';
import { useAuth } from '../contexts/auth/AuthContext.tsx';
import { ago } from '../lib/format.ts';
import { useLocations, useScope } from '../lib/useLocations.ts';
import { useNow } from '../lib/useNow.ts';
import classes from './AlertsBell.module.css';

/** Matters that are shown here; all of them are on the dashboard. */
const most = 8;

/** What is open, newest first, each a link to where one does something about it. */
export function BellAlerts({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation();
  const { loc, missing } = useScope();
  const place = loc === undefined || missing ? {} : { location_id: String(loc) };
  const query = $api.useQuery('get', '/dashboard/alerts', {
    params: { query: { state: 'open', sort: '-raised_at', per_page: '200', ...place } },
  });
  const now = useNow(30_000, query.dataUpdatedAt);
  // A screen that waits for its first connection has lost nothing: said here as on the dashboard.
  const players = $api.useQuery('get', '/dashboard/players', { params: { query: place } }, { staleTime: 60_000 }).data?.items;
  const unseen = useMemo(() => new Set(players?.flatMap(({ id, last_seen }) => (last_seen === null ? [id] : []))), [players]);
  const groups = groupAlerts(query.data?.items ?? [], unseen);
  return (
    <>
      <div className={classes.head}>
        <h2>{t('alerts.title')}</h2>
        {query.data && query.data.total > 0 && <span className="mut cap num">{t('alerts.count', { count: query.data.total })}</span>}
      </div>
      {query.isPending && <Skeleton height={120} m={16} width="auto" />}
      {query.isError && !query.data && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && groups.length === 0 && (
        <p className={classes.none}>
          <IconCircleCheck size={20} aria-hidden />
          {t('alerts.none')}
        </p>
      )}
      <ul className={classes.list}>
        {groups.slice(0, most).map(group => (
          <BellLine key={group.key} group={group} now={now} onLeave={onLeave} />
        ))}
      </ul>
      <Link to="/" className={classes.all} onClick={onLeave} data-autofocus={groups.length === 0 || undefined}>
        {groups.length > most ? t('alerts.allOf', { count: groups.length }) : t('alerts.dashboard')}
      </Link>
    </>
  );
}

function BellLine({ group, now, onLeave }: { group: AlertGroup; now: number; onLeave: () => void }) {
  const { t } = useTranslation();
  const { canWrite } = useAuth();
  const { byId } = useLocations();
  const { title } = useAlertWords(group);
  const [{ kind, raised_at, acknowledged_at, location_id }] = group.alerts;
  const place = kind === 'location_empty' || group.alerts.length > 1 ? undefined : byId.get(location_id ?? 0)?.name;
  const taken = acknowledged_at !== null && t('alerts.taken');
  return (
    <li>
      <Link {...alertTarget(group, canWrite).link} className={classes.line} onClick={onLeave}>
        <AlertIcon group={group} />
        <span className={classes.words}>
          <b>{title}</b>
          <span className="el cap">{[ago(raised_at, now), taken, place].filter(Boolean).join(' · ')}</span>
        </span>
        <IconChevronRight size={16} aria-hidden />
      </Link>
    </li>
  );
}
