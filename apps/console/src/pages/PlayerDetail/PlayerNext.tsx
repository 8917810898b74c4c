import type { Player, PlayerProgramme } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { IconCalendarEvent } from '../../components/icons.ts';
import { Thumb } from '../../components/Thumb.tsx';
import { seconds, time } from '../../lib/format.ts';
import { useContents } from '../../lib/useNames.ts';
import { useNow } from '../../lib/useNow.ts';
import { wallClock } from '../../lib/zone.ts';
import classes from './Next.module.css';
import { nextItems } from './nextItems.ts';
import type { DayOfPlayer } from './useDay.ts';

/** What the screen shows after this: the items that follow, and the campaign that takes over. */
export function PlayerNext({ player, programme, day }: { player: Player; programme: PlayerProgramme | undefined; day: DayOfPlayer }) {
  const { t } = useTranslation();
  const { current_campaign_id, current_content_id, status } = player;
  const now = useNow(60_000);
  const items =
    programme && status === 'online'
      ? nextItems(programme, current_campaign_id, current_content_id, wallClock(now, programme.timezone).date)
      : null;
  const contents = useContents((items ?? []).map(({ content_id }) => content_id));
  const until = programme?.now.until ?? null;
  // The day's plan says which; only while the page is about today.
  const after = day.query.data?.planned.find(({ start, end }) => until !== null && start <= until && until < end);
  if (!items && !after) return null;
  return (
    <section className={classes.next} aria-labelledby="next">
      <h2 id="next">{t('screen.next.title')}</h2>
      {items?.length === 0 && <p className="mut">{t('screen.next.alone')}</p>}
      <ol>
        {items?.map(({ place, content_id, title, seconds: length }) => (
          <li key={place}>
            <Thumb src={contents.get(content_id)?.thumbnail_url} type={contents.get(content_id)?.type} width={64} />
            <span>
              <b className="el">{title}</b>
              {length !== null && <span className="mut num">{seconds(length)}</span>}
            </span>
          </li>
        ))}
        {programme && until !== null && after && (
          <li>
            <span className={classes.change}>
              <IconCalendarEvent size={18} aria-hidden />
            </span>
            <span>
              <b className="el">{after.campaign_name ?? t('screen.next.nothing')}</b>
              <span className="mut num">{t('screen.next.at', { time: time(until, programme.timezone) })}</span>
            </span>
          </li>
        )}
      </ol>
    </section>
  );
}
