import { Skeleton, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Campaign } from '@tvs/protocol';
import { type CSSProperties, type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { Failed } from '../../components/Failed.tsx';
import { IconPlus } from '../../components/icons.ts';
import { Late } from '../../components/Late.tsx';
import { Thumb } from '../../components/Thumb.tsx';
import { hours, localDate } from '../../lib/format.ts';
import { useCampaigns } from '../../lib/useNames.ts';
import { addDays, instantOf, weekday } from '../../lib/zone.ts';
import classes from './Month.module.css';
import { addMonths, changesOf, monthDates, type Share, sharesOf } from './monthDays.ts';

interface MonthGridProps {
  locationId: number;
  zone: string;
  /** The default campaign: also where it is scheduled, it is no change. */
  base: number | null;
  /** Any day of the month. */
  shown: string;
  today: string;
  onShow: (date: string) => void;
}

/** Lines of a day; what else plays is counted. */
const most = 3;

/** A month of one place: what plays longest in each day, and what comes in and goes since the week before. Each day leads to its hours. */
export function MonthGrid({ locationId, zone, base, shown, today, onShow }: MonthGridProps) {
  const { t } = useTranslation();
  const sheet = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const month = shown.slice(0, 7);
  const dates = useMemo(() => monthDates(`${month}-01`), [month]);
  const all = useMemo(() => [...[7, 6, 5, 4, 3, 2, 1].map(days => addDays(dates[0] ?? '', -days)), ...dates], [dates]);
  const from = new Date(instantOf(all[0] ?? '', 0, zone)).toISOString();
  const to = new Date(instantOf(addDays(all.at(-1) ?? '', 1), 0, zone)).toISOString();
  const query = $api.useQuery('get', '/schedules/timeline', { params: { query: { location_id: String(locationId), from, to } } });
  const segments = query.data?.segments;
  const shares = useMemo(() => {
    const playing = (segments ?? []).flatMap(({ campaign_id, campaign_name, schedule_id, start, end }) =>
      campaign_id === null
        ? []
        : {
            start: Date.parse(start),
            end: Date.parse(end),
            campaignId: campaign_id,
            name: campaign_name ?? '',
            scheduled: schedule_id !== null && campaign_id !== base,
          },
    );
    return sharesOf(playing, all, zone);
  }, [segments, all, zone, base]);
  const campaigns = useCampaigns([...shares.values()].flatMap(list => list.slice(0, most).map(({ campaignId }) => campaignId)));
  // One stop for the keyboard; the arrows go on from there.
  const stop = wanted !== null && dates.includes(wanted) ? wanted : shown;
  useEffect(() => {
    if (wanted !== null && dates.includes(wanted)) sheet.current?.querySelector<HTMLElement>(`[data-date="${wanted}"]`)?.focus();
  }, [wanted, dates]);
  const go = (event: KeyboardEvent) => {
    const next = step(event.key, stop);
    if (next === null) return;
    event.preventDefault();
    setWanted(next);
    if (next.slice(0, 7) !== month) onShow(next);
  };

  if (query.isError && !query.data) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div className={classes.month} aria-busy={query.isPending}>
      <div className={classes.names} aria-hidden>
        {dates.slice(0, 7).map(date => (
          <span key={date}>{t(`time.short.d${weekday(date)}`)}</span>
        ))}
      </div>
      {query.isPending && (
        <Late>
          <Skeleton height={dates.length * 18} />
        </Late>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows are a shortcut between its links */}
      <div ref={sheet} className={classes.sheet} onKeyDown={go}>
        {dates.map(date => {
          const here = shares.get(date) ?? [];
          const { enters, leaves } = changesOf(here, shares.get(addDays(date, -7)) ?? []);
          return (
            <Link
              key={date}
              to="/schedule"
              search={previous => ({ ...previous, view: 'day' as const, date })}
              className={classes.day}
              data-date={date}
              data-other={date.slice(0, 7) !== month || undefined}
              data-today={date === today || undefined}
              tabIndex={date === stop ? 0 : -1}
            >
              <span className={`${classes.date} num`} aria-hidden>
                {localDate(date, { day: 'numeric' })}
              </span>
              <VisuallyHidden>
                {[
                  localDate(date, { weekday: 'long', day: 'numeric', month: 'long' }),
                  ...here.map(
                    share =>
                      `${share.name} ${hours(share.length / 1000)}${enters.has(share.campaignId) ? `, ${t('schedule.month.enters')}` : ''}`,
                  ),
                  ...(here.length === 0 && query.data ? [t('schedule.month.nothing')] : []),
                  ...leaves.map(({ name }) => t('schedule.month.leaves', { name })),
                ].join('. ')}
              </VisuallyHidden>
              <Lines shares={here} enters={enters} campaigns={campaigns} />
              {leaves.length > 0 && (
                <span className={`${classes.rest} el`} aria-hidden>
                  {t('schedule.month.leaves', { name: leaves.map(({ name }) => name).join(', ') })}
                </span>
              )}
            </Link>
          );
        })}
      </div>
      <p className={classes.note}>{t('schedule.month.note')}</p>
    </div>
  );
}

interface LinesProps {
  shares: readonly Share[];
  enters: ReadonlySet<number>;
  campaigns: ReadonlyMap<number, Campaign>;
}

/** What fills a day: in words and pictures where there is room, else as bars. */
function Lines({ shares, enters, campaigns }: LinesProps) {
  const { t } = useTranslation();
  const edge = ({ scheduled, campaignId }: Share): CSSProperties & Record<'--edge', string> => ({
    '--edge': scheduled ? `var(--chart-${(campaignId % 6) + 1})` : 'var(--line2)',
  });
  const total = shares.reduce((sum, { length }) => sum + length, 0);
  return (
    <>
      {shares.slice(0, most).map(share => {
        const picture = campaigns.get(share.campaignId)?.items[0]?.content;
        const comes = share.scheduled && enters.has(share.campaignId);
        return (
          <span
            key={`${share.campaignId} ${share.scheduled}`}
            className={classes.line}
            style={edge(share)}
            data-enters={comes || undefined}
            data-base={!share.scheduled || undefined}
            aria-hidden
          >
            <i />
            {share.scheduled && <Thumb src={picture?.thumbnail_url} type={picture?.type} width={28} radius={2} />}
            <b className="el">{share.name}</b>
            {comes && <IconPlus size={13} stroke={2.5} />}
            <span className="num">{hours(share.length / 1000)}</span>
          </span>
        );
      })}
      {shares.length > most && (
        <span className={classes.rest} aria-hidden>
          {t('schedule.month.more', { count: shares.length - most })}
        </span>
      )}
      <span className={classes.bars} aria-hidden>
        {shares.slice(0, most).map(share => (
          <i
            key={`${share.campaignId} ${share.scheduled}`}
            style={{ ...edge(share), width: `${Math.round((share.length / total) * 100)}%` }}
          />
        ))}
      </span>
    </>
  );
}

/** Where a key leads in the sheet; `null`: nowhere. */
function step(key: string, date: string): string | null {
  const days: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const far = days[key];
  if (far !== undefined) return addDays(date, far);
  if (key === 'Home') return addDays(date, -((weekday(date) + 6) % 7));
  if (key === 'End') return addDays(date, (7 - weekday(date)) % 7);
  if (key === 'PageUp') return addMonths(date, -1);
  return key === 'PageDown' ? addMonths(date, 1) : null;
}
