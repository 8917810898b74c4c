import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Failed } from '../../components/Failed.tsx';
import { Status } from '../../components/Status.tsx';
import { useOnAir } from '../../lib/useOnAir.ts';
import classes from './Content.module.css';
import { countUses, useUses } from './useUses.ts';

/** The campaigns that show it: at which place, and on how many screens now. */
export function UsedIn({ id }: { id: number }) {
  const { t } = useTranslation();
  const onAir = useOnAir();
  const { uses, error, again } = useUses([id]);
  const places = uses?.get(id);
  return (
    <section className={classes.used} aria-labelledby="used-in">
      <h3 id="used-in">{t('content.used.title')}</h3>
      {error !== null && !places && <Failed error={error} onRetry={again} />}
      {error === null && !places && <Skeleton height={40} />}
      {places && countUses(places) === 0 && <p className="mut">{t('content.used.none')}</p>}
      <ul>
        {places?.campaigns.map(({ id, name, place, total }) => {
          const count = onAir.get(id) ?? 0;
          return (
            <li key={id}>
              <span className={classes.place}>
                <Link to="/campaigns/$campaignId" params={{ campaignId: String(id) }}>
                  {name}
                </Link>
                <span className="mut num">{place === null ? t('content.used.draft') : t('content.used.place', { place, total })}</span>
              </span>
              {place !== null && <Status kind={count > 0 ? 'online' : 'inactive'}>{t('content.used.screens', { count })}</Status>}
            </li>
          );
        })}
      </ul>
      {places && places.hidden > 0 && <p className="mut">{t('content.used.hidden', { count: places.hidden })}</p>}
    </section>
  );
}
