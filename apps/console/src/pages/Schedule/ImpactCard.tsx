import type { ImpactAnswer } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { IconArrowRight } from '../../components/icons.ts';
import { Thumb } from '../../components/Thumb.tsx';
import { dateRange, moment } from '../../lib/format.ts';
import { serverNow } from '../../lib/serverClock.ts';
import { useCampaigns } from '../../lib/useNames.ts';
import { wallClock } from '../../lib/zone.ts';
import classes from './ScheduleForm.module.css';

interface ImpactCardProps {
  impact: { data: ImpactAnswer | undefined; isFetching: boolean };
  zone: string;
  title?: string;
}

/** Before an edit: how many screens change, in which days, when first, from what to what. */
export function ImpactCard({ impact, zone, title }: ImpactCardProps) {
  const { t } = useTranslation();
  const { data, isFetching } = impact;
  const places = (data?.locations ?? []).filter(({ windows, players }) => windows.length > 0 && players.length > 0);
  const campaigns = useCampaigns(
    places.slice(0, 4).flatMap(({ windows }) => [windows[0]?.was.campaign_id ?? null, windows[0]?.becomes.campaign_id ?? null]),
  );
  if (!data) return null;
  const heading = title ?? t('schedule.impact.title');
  const from = wallClock(Date.parse(data.from), zone).date;
  const to = wallClock(Date.parse(data.to) - 1, zone).date;
  const soon = Date.parse(data.from) <= serverNow() + 60_000;
  const days = Math.round((Date.parse(data.to) - Date.parse(data.from)) / 86_400_000);
  const period = soon ? t('schedule.impact.next', { count: days }) : t('schedule.impact.period', { range: dateRange(from, to) });
  const first = places
    .flatMap(place => place.windows.slice(0, 1).map(({ start }) => ({ place, start })))
    .toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start))[0];
  const picture = (id: number | null) => {
    const content = id === null ? undefined : campaigns.get(id)?.items[0]?.content;
    return <Thumb src={content?.thumbnail_url} type={content?.type} />;
  };
  return (
    <section className={classes.impact} aria-label={heading} aria-busy={isFetching}>
      <p className={classes.over}>{heading}</p>
      {data.player_count === 0 || !first ? (
        <p className="mut">{t('schedule.impact.none', { period })}</p>
      ) : (
        <>
          <h3 className={classes.big}>{t('schedule.impact.screens', { count: data.player_count })}</h3>
          <p className="mut">{t('schedule.impact.within', { period })}</p>
          <p className="mut">
            {t('schedule.impact.first', {
              when: Date.parse(first.start) <= serverNow() + 60_000 ? t('schedule.impact.now') : moment(first.start, first.place.timezone),
              place: first.place.location_name,
            })}
          </p>
          <ul>
            {places.slice(0, 4).map(({ location_id, location_name, players, windows }) => {
              const window = windows[0];
              if (!window) return null;
              const { was, becomes } = window;
              const words = {
                was: was.campaign_name ?? t('schedule.impact.nothing'),
                becomes: becomes.campaign_name ?? t('schedule.impact.nothing'),
              };
              return (
                <li key={location_id} className={classes.change}>
                  <span>
                    <b className="el">{location_name}</b>
                    <span className="mut cap num">{t('header.screens', { count: players.length })}</span>
                  </span>
                  <span className={classes.side}>
                    {picture(was.campaign_id)}
                    <span className="cap el">{words.was}</span>
                  </span>
                  <IconArrowRight size={16} aria-label={t('schedule.impact.fromTo', words)} role="img" />
                  <span className={classes.side}>
                    {picture(becomes.campaign_id)}
                    <span className="cap el">{words.becomes}</span>
                  </span>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </section>
  );
}
