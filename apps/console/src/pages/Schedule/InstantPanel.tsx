import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { DateField } from '../../components/DateField.tsx';
import { Failed } from '../../components/Failed.tsx';
import { IconAlertTriangle } from '../../components/icons.ts';
import { Late } from '../../components/Late.tsx';
import notices from '../../components/Notice.module.css';
import { SidePanel } from '../../components/SidePanel.tsx';
import { TimeField } from '../../components/TimeField.tsx';
import { localDate } from '../../lib/format.ts';
import { isDate } from '../../lib/readDate.ts';
import { isTime } from '../../lib/readTime.ts';
import { serverNow } from '../../lib/serverClock.ts';
import { hhmm, wallClock } from '../../lib/zone.ts';
import { zoneName } from '../../lib/zoneName.ts';
import classes from './Instant.module.css';
import { InstantAnswer } from './InstantAnswer.tsx';
import { type Asked, readWall } from './wallTime.ts';

interface InstantPanelProps {
  locationId: number;
  place: string;
  zone: string;
  asked: Asked;
  /** Of a time that the clock shows twice, the second. */
  again: boolean;
  onAsk: (asked: Asked, again: boolean) => void;
  onOpen: (scheduleId: number) => void;
  onClose: () => void;
}

/** What plays here at any instant, past or future, and why: asked by the wall clock of the place. */
export function InstantPanel({ locationId, place, zone, asked, again, onAsk, onOpen, onClose }: InstantPanelProps) {
  const { t } = useTranslation();
  // What can't be read yet stays as it is typed.
  const [typed, setTyped] = useState<{ date?: string | null; time?: string }>({});
  const { kind, instants } = readWall(asked.date, asked.minutes, zone);
  const at = (again ? instants.at(-1) : instants[0]) ?? 0;
  const query = $api.useQuery(
    'get',
    '/schedules/explain',
    { params: { query: { location_id: String(locationId), at: new Date(at).toISOString() } } },
    { placeholderData: keepPreviousData },
  );
  const ask = (next: Partial<Asked>) => onAsk({ ...asked, ...next }, false);
  const day = localDate(asked.date);
  const moved = wallClock(at, zone);
  const shownDate = typed.date === undefined ? asked.date : typed.date;
  return (
    <SidePanel title={t('schedule.instant.title')} over={place} onClose={onClose}>
      <div className={classes.when}>
        <DateField
          label={t('schedule.instant.date')}
          value={shownDate}
          error={shownDate === null && t('schedule.instant.dateRequired')}
          onChange={date => {
            const read = date !== null && isDate(date);
            setTyped(({ date: _, ...rest }) => (read ? rest : { ...rest, date }));
            if (read) ask({ date });
          }}
        />
        <TimeField
          label={t('schedule.instant.time')}
          value={typed.time ?? hhmm(asked.minutes)}
          onChange={time => {
            const read = isTime(time);
            setTyped(({ time: _, ...rest }) => (read ? rest : { ...rest, time }));
            if (read) ask({ minutes: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) });
          }}
        />
        <Button
          variant="default"
          onClick={() => {
            setTyped({});
            onAsk(wallClock(serverNow(), zone), false);
          }}
        >
          {t('schedule.instant.now')}
        </Button>
      </div>
      <p className={classes.zone}>{t('schedule.instant.zone', { zone: zoneName(zone, at) })}</p>
      {kind !== 'plain' && (
        <div className={notices.notice} role="status">
          <h3>
            <IconAlertTriangle size={18} aria-hidden /> {t(`schedule.instant.${kind}`, { time: hhmm(asked.minutes), day })}
          </h3>
          {kind === 'gap' ? (
            <p>{t('schedule.instant.gapText', { time: hhmm(moved.minutes) })}</p>
          ) : (
            <>
              <p>{t('schedule.instant.twiceText')}</p>
              <SegmentedControl
                fullWidth
                aria-label={t('schedule.instant.which')}
                value={again ? '1' : '0'}
                data={instants.map((instant, i) => ({
                  value: String(i),
                  label: t(i === 0 ? 'schedule.instant.firstTime' : 'schedule.instant.secondTime', {
                    offset: zoneName(zone, instant).split(', ').at(-1),
                  }),
                }))}
                onChange={value => onAsk(asked, value === '1')}
              />
            </>
          )}
        </div>
      )}
      {query.isError && !query.isPlaceholderData && !query.data && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && (
        <Late>
          <Skeleton height={280} mt={16} />
        </Late>
      )}
      {query.data && <InstantAnswer answer={query.data} at={at} stale={query.isPlaceholderData} onOpen={onOpen} />}
    </SidePanel>
  );
}
