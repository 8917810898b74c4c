import { Button } from '@mantine/core';
import type { ScheduleConflict } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { IconAlertTriangle } from '../../components/icons.ts';
import notices from '../../components/Notice.module.css';
import { moment } from '../../lib/format.ts';
import { besides, type Hours } from './besides.ts';
import type { ScheduleValues } from './formValues.ts';
import classes from './ScheduleForm.module.css';

interface MeetsCardProps {
  conflicts: readonly ScheduleConflict[];
  zone: string;
  /** The priority that would end a tie. */
  priority: number;
  onRaise: () => void;
  values: ScheduleValues;
  onHours: (hours: Hours) => void;
}

const most = 5;

/** While a schedule is filled in: what it ties with, and what it beats or is beaten by. */
export function MeetsCard({ conflicts, zone, priority, onRaise, values, onHours }: MeetsCardProps) {
  const { t } = useTranslation();
  const ties = conflicts.filter(({ kind }) => kind === 'conflict');
  const others = conflicts.filter(({ kind }) => kind === 'override');
  const line = ({ schedule_id, campaign_name, first_overlap, wins }: ScheduleConflict) => {
    const words = { campaign: campaign_name, when: moment(first_overlap.start, zone) };
    return <li key={schedule_id}>{wins === 'candidate' ? t('schedule.meets.beats', words) : t('schedule.meets.beaten', words)}</li>;
  };
  const rest = (all: readonly unknown[]) => all.length > most && <li>{t('schedule.meets.more', { count: all.length - most })}</li>;
  return (
    <div aria-live="polite">
      {ties.length > 0 && (
        <section className={`${notices.notice} ${classes.tie}`} aria-label={t('schedule.conflict.title', { count: ties.length })}>
          <h3>
            <IconAlertTriangle size={18} aria-hidden /> {t('schedule.conflict.title', { count: ties.length })}
          </h3>
          <p>{t('schedule.conflict.text')}</p>
          <ul>
            {ties.slice(0, most).map(line)}
            {rest(ties)}
          </ul>
          <div className={notices.ways}>
            <Button size="xs" variant="light" onClick={onRaise}>
              {t('schedule.conflict.raise', { priority })}
            </Button>
            {others.length + ties.length === 1 &&
              ties.flatMap(({ first_overlap }) =>
                besides(values, first_overlap, zone, Date.now()).map(hours => (
                  <Button key={Object.keys(hours)[0]} size="xs" variant="default" onClick={() => onHours(hours)}>
                    {'start_time' in hours
                      ? t('schedule.conflict.later', { time: hours.start_time })
                      : t('schedule.conflict.earlier', { time: hours.end_time })}
                  </Button>
                )),
              )}
          </div>
        </section>
      )}
      {others.length > 0 && (
        <section className={classes.meets} aria-label={t('schedule.meets.title')}>
          <p className={classes.over}>{t('schedule.meets.title')}</p>
          <ul>
            {others.slice(0, most).map(line)}
            {rest(others)}
          </ul>
        </section>
      )}
    </div>
  );
}
