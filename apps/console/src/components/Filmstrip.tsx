import type { CampaignItem } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import classes from './Filmstrip.module.css';
import { Thumb } from './Thumb.tsx';

/** The first pictures of a campaign in their order, then how many more. */
export function Filmstrip({ items, show = 4 }: { items: readonly CampaignItem[]; show?: number }) {
  const { t } = useTranslation();
  if (items.length === 0) return <span className="dim">{t('campaigns.noItems')}</span>;
  const rest = items.length - show;
  return (
    <span className={classes.strip}>
      {items.slice(0, show).map((item, place) => (
        // The same content may stand in several places: only the place tells them apart.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Thumb key={place} src={item.content.thumbnail_url} type={item.content.type} width={68} radius={0} />
      ))}
      {rest > 0 && <span className={`${classes.more} num`}>+{rest}</span>}
    </span>
  );
}
