import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Thumb } from '../../components/Thumb.tsx';
import { number } from '../../lib/format.ts';
import { useCampaigns } from '../../lib/useNames.ts';
import classes from './OnScreens.module.css';
import { campaignsOn } from './onScreens.ts';
import { useFleet } from './useFleet.ts';

/** Pictures of two rows at most. */
const most = 8;

/** What people in front of the screens see now: the campaigns, the widest spread first. */
export function OnScreens() {
  const { t } = useTranslation();
  const { data } = useFleet();
  const { shown, rest } = useMemo(() => campaignsOn(data?.items ?? [], most), [data]);
  const campaigns = useCampaigns(shown.map(({ id }) => id));
  if (shown.length === 0) return null;
  return (
    <section className={classes.card} aria-labelledby="on-screens">
      <h2 id="on-screens">{t('dashboard.onScreens.title')}</h2>
      <ul className={classes.tiles}>
        {shown.map(({ id, screens }) => {
          const campaign = campaigns.get(id);
          const content = campaign?.items[0]?.content;
          return (
            <li key={id}>
              <Link to="/campaigns/$campaignId" params={{ campaignId: String(id) }} className={classes.tile}>
                <Thumb src={content?.thumbnail_url} type={content?.type} radius={6} />
                <b className="el">{campaign?.name ?? '…'}</b>
                <span className="mut cap num">{t('dashboard.onScreens.screens', { count: screens, screens: number(screens) })}</span>
              </Link>
            </li>
          );
        })}
      </ul>
      {rest > 0 && (
        <Link to="/campaigns" className={classes.rest}>
          {t('dashboard.onScreens.rest', { count: rest })}
        </Link>
      )}
    </section>
  );
}
