import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Uses } from './useUses.ts';

/** The campaigns by name, each a link, and the number of those one may not see. */
export function UsedNames({ uses: { campaigns, hidden } }: { uses: Uses }) {
  const { t } = useTranslation();
  return (
    <>
      {campaigns.map(({ id, name }, place) => (
        <Fragment key={id}>
          {place > 0 && ', '}
          <Link to="/campaigns/$campaignId" params={{ campaignId: String(id) }}>
            {name}
          </Link>
        </Fragment>
      ))}
      {hidden > 0 &&
        (campaigns.length > 0 ? `, ${t('content.used.hiddenMore', { count: hidden })}` : t('content.used.hidden', { count: hidden }))}
    </>
  );
}
