import { Link } from '@tanstack/react-router';
import type { Editorial } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { IconAlertTriangle, IconNews, IconRss, IconSpeakerphone, IconToolsKitchen2 } from '../../components/icons.ts';
import { ago } from '../../lib/format.ts';
import { useNow } from '../../lib/useNow.ts';
import classes from './Editorials.module.css';
import { themeOf } from './slides.ts';

const icons = { notice: IconSpeakerphone, news: IconNews, menu: IconToolsKitchen2 };

interface EditorialListProps {
  items: readonly Editorial[];
  selected: number | undefined;
  arrived: number;
}

/** One stream a row: what it is, how much is in it, whether its feed answers. */
export function EditorialList({ items, selected, arrived }: EditorialListProps) {
  const { t } = useTranslation();
  const now = useNow(60_000, arrived);
  return (
    <ul className={classes.list}>
      {items.map(editorial => {
        const { id, name, kind, feed, items_count } = editorial;
        const Icon = kind === 'feed' ? IconRss : icons[themeOf(editorial)];
        const from = feed?.fetched_at ? t('editorials.feed.read', { ago: ago(feed.fetched_at, now) }) : t('editorials.byFeed');
        return (
          <li key={id}>
            <Link
              to="/editorials"
              search={previous => ({ ...previous, id, item: undefined })}
              resetScroll={false}
              className={classes.stream}
              aria-current={id === selected || undefined}
            >
              <span className={classes.mark} aria-hidden>
                <Icon size={18} stroke={1.75} />
              </span>
              <span className={classes.words}>
                <b>{name}</b>
                <span className="mut">
                  {t('editorials.items', { count: items_count })} · {kind === 'manual' ? t('editorials.byHand') : from}
                </span>
                {feed?.error && (
                  <span className={classes.fails}>
                    <IconAlertTriangle size={14} aria-hidden /> {t('editorials.feedFails')}
                  </span>
                )}
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
