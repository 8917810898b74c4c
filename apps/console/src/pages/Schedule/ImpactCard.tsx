import type { ImpactAnswer } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { IconArrowRight } from '../../components/icons.ts';
import { Thumb } from '../../components/Thumb.tsx';
import { moment } from '../../lib/format.ts';
import { useCampaigns } from '../../lib/useNames.ts';
import classes from './ScheduleForm.module.css';

/** Before saving: how many screens change, when first, from what to what. */
export function ImpactCard({ impact }: { impact: { data: ImpactAnswer | undefined; isFetching: boolean } }) {
  const { t } = useTranslation();
  const { data, isFetching } = impact;
  const places = (data?.locations ?? []).filter(({ windows, players }) => windows.length > 0 && players.length > 0);
  const campaigns = useCampaigns(
    places.slice(0, 4).flatMap(({ windows }) => [windows[0]?.was.campaign_id ?? null, windows[0]?.becomes.campaign_id ?? null]),
  );
  if (!data) return null;
  const first = places
    .flatMap(place => place.windows.slice(0, 1).map(({ start }) => ({ place, start })))
    .toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start))[0];
  const picture = (id: number | null) => {
    const content = id === null ? undefined : campaigns.get(id)?.items[0]?.content;
    return <Thumb src={content?.thumbnail_url} type={content?.type} />;
  };
  return (
    <section className={classes.impact} aria-label={t('schedule.impact.title')} aria-busy={isFetching}>
      <p className={classes.over}>{t('schedule.impact.title')}</p>
      {data.player_count === 0 || !first ? (
        <p className="mut">{t('schedule.impact.none')}</p>
      ) : (
        <>
          <h3 className={classes.big}>{t('schedule.impact.screens', { count: data.player_count })}</h3>
          <p className="mut">
            {t('schedule.impact.first', {
              when: Date.parse(first.start) <= Date.now() + 60_000 ? t('schedule.impact.now') : moment(first.start, first.place.timezone),
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
