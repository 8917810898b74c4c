import { Skeleton } from '@mantine/core';
import type { ReachAnswer } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { moment } from '../../lib/format.ts';
import classes from './CampaignBuilder.module.css';

const most = 4;

/** Before a campaign is published: on how many screens it plays in the coming fortnight, where, and when first. */
export function ReachCard({ reach, isError }: { reach: ReachAnswer | undefined; isError: boolean }) {
  const { t } = useTranslation();
  if (!reach) return isError ? <p className="mut">{t('campaigns.builder.reachUnknown')}</p> : <Skeleton height={72} />;
  const { player_count, locations, from } = reach;
  if (player_count === 0) return <p className="mut">{t('campaigns.builder.reachNone')}</p>;
  const when = (first: string, zone: string) => (first <= from ? t('campaigns.builder.reachNow') : moment(first, zone));
  return (
    <>
      <h2>{t('campaigns.builder.reach', { count: player_count })}</h2>
      <ul className={classes.reach}>
        {locations.slice(0, most).map(({ location_id, location_name, player_count: here, first, timezone }) => (
          <li key={location_id}>
            <b className="el">{location_name}</b>
            <span className="num">{t('header.screens', { count: here })}</span>
            <span className="num mut">{when(first, timezone)}</span>
          </li>
        ))}
      </ul>
      {locations.length > most && <p className="mut">{t('campaigns.builder.reachMore', { count: locations.length - most })}</p>}
    </>
  );
}
