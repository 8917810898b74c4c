import { Button } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failed } from '../../components/Failed.tsx';
import { NoPlaces } from '../../components/NoPlaces.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { WithPanel } from '../../components/SidePanel.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { time } from '../../lib/format.ts';
import { serverNow } from '../../lib/serverClock.ts';
import { useLocations, useScope } from '../../lib/useLocations.ts';
import { useNow } from '../../lib/useNow.ts';
import { usePhone } from '../../lib/usePhone.ts';
import { useStable } from '../../lib/useStable.ts';
import { addDays, hhmm, monday, sameTime, viewerZone, wallClock } from '../../lib/zone.ts';
import { zoneName } from '../../lib/zoneName.ts';
import { CampaignSchedule } from './CampaignSchedule.tsx';
import { DayTabs } from './DayTabs.tsx';
import { InstantPanel } from './InstantPanel.tsx';
import { MonthGrid } from './MonthGrid.tsx';
import classes from './Schedule.module.css';
import { ScheduleBar } from './ScheduleBar.tsx';
import { ScheduleList } from './ScheduleList.tsx';
import { useHand } from './useHand.ts';
import { usePlan } from './usePlan.ts';
import { useWeek } from './useWeek.ts';
import { WeekGrid } from './WeekGrid.tsx';
import { type Asked, readAsked } from './wallTime.ts';

/** What will play where and when: a day, a week or a month of one place, and any instant of it. */
export function SchedulePage() {
  const { rows, isPending } = useLocations();
  const { loc, location, missing } = useScope();
  // A place that is deleted under an open form stays here: what is typed must not go to another.
  const last = useRef(location);
  if (location) last.current = location;
  const own = missing && last.current?.id === loc ? last.current : location;
  const place = own ?? rows[0]?.location;
  const { canWrite, placeless } = useAuth();
  const { t } = useTranslation();
  if (place)
    return (
      <PlaceSchedule
        key={place.id}
        id={place.id}
        everywhere={!own && rows.length > 1}
        name={place.name}
        zone={place.effective_timezone}
        base={place.effective_default_campaign_id}
      />
    );
  if (isPending) return null;
  return (
    <div className={classes.alone}>
      <PageHeader title={t('schedule.title')} />
      {placeless ? (
        <NoPlaces />
      ) : (
        <EmptyState
          title={t('schedule.noLocation')}
          actions={
            canWrite && (
              <Button variant="light" renderRoot={props => <Link to="/players" search={{ add: 'pair' }} {...props} />}>
                {t('players.pair')}
              </Button>
            )
          }
        >
          {t('schedule.noLocationText')}
        </EmptyState>
      )}
    </div>
  );
}

interface PlaceScheduleProps {
  id: number;
  /** No place was chosen: this one's week is drawn, and the schedules of all are listed. */
  everywhere: boolean;
  name: string;
  zone: string;
  base: number | null;
}

function PlaceSchedule({ id, everywhere, name, zone, base }: PlaceScheduleProps) {
  const { t } = useTranslation();
  const { canWrite } = useAuth();
  const navigate = useNavigate({ from: '/schedule' });
  const phone = usePhone();
  const {
    view: chosen = 'week',
    date,
    new: creating,
    edit,
    campaign,
    time: at,
    until,
    ...question
  } = useSearch({ from: '/shell/schedule' });
  const now = useNow(60_000);
  const today = wallClock(now, zone).date;
  const shown = date ?? today;
  const view = phone && chosen === 'week' ? 'day' : chosen;
  const asked = readAsked(question.at);
  const first = monday(shown);
  const dates = useMemo(() => [0, 1, 2, 3, 4, 5, 6].map(days => addDays(first, days)), [first]);
  const week = useWeek(id, zone, dates, base);
  const mine = viewerZone();

  type Patch = {
    view?: 'day' | 'month' | undefined;
    at?: string | undefined;
    again?: '1' | undefined;
    date?: string | undefined;
    new?: '1' | undefined;
    edit?: number | undefined;
    campaign?: number | undefined;
    time?: string | undefined;
    until?: string | undefined;
  };
  const change = (patch: Patch) =>
    void navigate({ to: '/schedule', search: previous => ({ ...previous, ...patch }), replace: true, resetScroll: false });
  const open = creating === '1' || edit !== undefined;
  const hand = useHand(
    {
      open: edit ?? (open ? 0 : undefined),
      edit: scheduleId => change({ edit: scheduleId, new: undefined }),
      create: (day, clock, end) => change({ new: '1', edit: undefined, date: day, time: clock, until: end }),
    },
    hhmm,
  );
  const plan = usePlan(hand.drawn, zone, dates, week.chain, hand.move?.becomes ?? null);
  const close = () => {
    hand.forget();
    change({ new: undefined, edit: undefined, campaign: undefined, time: undefined, until: undefined });
  };
  const select = useStable((scheduleId: number) => {
    hand.forget();
    change({ edit: scheduleId, new: undefined });
  });

  const ask = ({ date: day, minutes }: Asked, again = false) =>
    change({ at: `${day}T${hhmm(minutes)}`, again: again ? '1' : undefined, date: day });

  const list = <ScheduleList key={everywhere ? 'all' : id} locationId={everywhere ? null : id} selected={edit} onSelect={select} />;

  return (
    <WithPanel
      panel={
        open ? (
          <CampaignSchedule
            key={edit ?? `new-${campaign ?? ''}-${at ?? ''}-${until ?? ''}-${at ? shown : ''}`}
            edit={edit}
            campaignId={campaign}
            locationId={id}
            zone={zone}
            // The day that is looked at, unless it is over.
            date={at || shown > today ? shown : today}
            time={at}
            until={until}
            move={hand.move}
            onDrawn={hand.setDrawn}
            onClose={close}
          />
        ) : (
          asked && (
            <InstantPanel
              locationId={id}
              place={name}
              zone={zone}
              asked={asked}
              again={question.again === '1'}
              onAsk={ask}
              onOpen={select}
              onClose={() => change({ at: undefined, again: undefined })}
            />
          )
        )
      }
    >
      <ScheduleBar
        title={everywhere ? t('schedule.atAll') : t('schedule.at', { place: name })}
        view={view}
        shown={shown}
        phone={phone}
        busy={open}
        canWrite={canWrite}
        onView={next => change({ view: next === 'week' ? undefined : next })}
        onShow={day => change({ date: day })}
        onAsk={() => {
          hand.forget();
          const here = wallClock(serverNow(), zone);
          change({
            at: `${shown}T${hhmm(here.minutes)}`,
            new: undefined,
            edit: undefined,
            campaign: undefined,
            time: undefined,
            until: undefined,
          });
        }}
        onNew={() => change({ new: '1', edit: undefined, time: undefined, until: undefined })}
      />
      {!sameTime(zone, mine, now) && <p className={classes.zone}>{t('schedule.zone', { zone: zoneName(zone), time: time(now, zone) })}</p>}
      {week.error ? (
        <Failed error={week.error} onRetry={week.refetch} />
      ) : (
        <>
          {everywhere && <p className={classes.drawn}>{t('schedule.allText', { place: name })}</p>}
          {view === 'day' && (
            <DayTabs dates={dates} shown={shown} today={today} blocks={week.blocks} onShow={day => change({ date: day })} />
          )}
          {view === 'month' ? (
            <MonthGrid locationId={id} zone={zone} base={base} shown={shown} today={today} onShow={day => change({ date: day })} />
          ) : (
            <WeekGrid
              dates={view === 'day' ? [shown] : dates}
              blocks={week.blocks}
              schedules={week.schedules}
              because={week.because}
              base={base}
              quiet={week.quiet}
              standing={week.standing}
              asked={asked}
              zone={zone}
              now={now}
              selected={edit}
              plan={plan}
              onSelect={select}
              onMove={hand.take}
              onDraw={canWrite ? hand.draw : undefined}
            />
          )}
          {list}
        </>
      )}
    </WithPanel>
  );
}
