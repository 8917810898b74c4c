import { Link } from '@tanstack/react-router';
import type { Stats } from '@tvs/protocol';
import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconDeviceTv, IconPhoto, IconRefresh, IconStack2, IconUpload } from '../../components/icons.ts';
import { bytes, number, percent } from '../../lib/format.ts';
import classes from './Dashboard.module.css';

/** The five numbers one looks at first, each leading to what is behind it. */
export function StatsCards({ stats, never }: { stats: Stats; never: number }) {
  const { t } = useTranslation();
  const { players, content, campaigns, schedules, storage } = stats;
  const behind = Math.max(0, players.total - players.offline - players.up_to_date);
  const known = players.up_to_date + behind;
  const lost = Math.max(0, players.offline - never);
  const used = storage.total === 0 ? 0 : storage.used / storage.total;
  return (
    <ul className={classes.stats} aria-label={t('dashboard.stats.label')}>
      <Card
        icon={IconDeviceTv}
        title={t('dashboard.stats.online')}
        to="/players"
        bad={lost > 0}
        note={lost === 0 && never > 0 ? t('dashboard.stats.never', { count: never }) : t('dashboard.stats.offline', { count: lost })}
      >
        {number(players.online)} <small>{t('dashboard.stats.ofTotal', { total: number(players.total) })}</small>
      </Card>
      <Card
        icon={IconRefresh}
        title={t('dashboard.stats.newest')}
        to="/players"
        note={known === 0 ? t('dashboard.stats.unknown') : t('dashboard.stats.downloading', { count: behind })}
      >
        {known === 0 ? '–' : percent(players.up_to_date / known)}
      </Card>
      <Card
        icon={IconPhoto}
        title={t('dashboard.stats.content')}
        to="/content"
        bad={content.failed > 0}
        note={
          content.failed > 0
            ? t('dashboard.stats.failed', { count: content.failed })
            : content.processing > 0
              ? t('dashboard.stats.preparing', { count: content.processing })
              : t('dashboard.stats.allReady')
        }
      >
        {number(content.total)} <small>{t('dashboard.stats.files', { size: bytes(content.bytes) })}</small>
      </Card>
      <Card
        icon={IconStack2}
        title={t('dashboard.stats.campaigns')}
        to="/campaigns"
        note={t('dashboard.stats.schedules', { count: schedules.active })}
      >
        {number(campaigns.active)} <small>{t('dashboard.stats.ofTotal', { total: number(campaigns.total) })}</small>
      </Card>
      <Card
        icon={IconUpload}
        title={t('dashboard.stats.storage')}
        to="/content"
        note={t('dashboard.stats.storageOf', { total: bytes(storage.total), free: bytes(storage.free) })}
        extra={
          <span className={classes.meter} aria-hidden>
            <i style={{ width: `${Math.min(1, used) * 100}%` }} data-full={used > 0.9 || undefined} />
          </span>
        }
      >
        {bytes(storage.used)}
      </Card>
    </ul>
  );
}

interface CardProps {
  icon: ComponentType<{ size?: number; stroke?: number }>;
  title: string;
  to: '/players' | '/content' | '/campaigns';
  note: string;
  bad?: boolean;
  extra?: ReactNode;
  children: ReactNode;
}

function Card({ icon: Icon, title, to, note, bad = false, extra, children }: CardProps) {
  return (
    <li className={classes.stat}>
      <Link to={to} className={classes.statTitle}>
        <Icon size={18} stroke={1.75} aria-hidden />
        {title}
      </Link>
      <p className={`${classes.figure} num`}>{children}</p>
      {extra}
      <p className={classes.statNote} data-bad={bad || undefined}>
        {note}
      </p>
    </li>
  );
}
