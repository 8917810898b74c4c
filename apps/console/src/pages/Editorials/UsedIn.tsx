import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { Failed } from '../../components/Failed.tsx';
import { Status } from '../../components/Status.tsx';
import { Thumb } from '../../components/Thumb.tsx';
import { useOnAir } from '../../lib/useOnAir.ts';
import classes from './Editorials.module.css';

/** The campaigns that show it, with the screens they are on now. */
export function UsedIn({ contentId }: { contentId: number }) {
  const { t } = useTranslation();
  const onAir = useOnAir();
  const query = $api.useQuery('get', '/campaigns', { params: { query: { per_page: '200', sort: 'name' } } });
  const isIt = ({ content_id }: { content_id: number }) => content_id === contentId;
  // Place 0: it is only in the draft.
  const uses = (query.data?.items ?? [])
    .map(campaign => ({ campaign, place: campaign.items.findIndex(isIt) + 1 }))
    .filter(({ campaign, place }) => place > 0 || campaign.draft?.items.some(isIt));
  return (
    <section aria-labelledby="used">
      <h2 id="used" className={classes.sub}>
        {t('editorials.used.title')}
      </h2>
      {query.isError && !query.data && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && uses.length === 0 && (
        <>
          <p className="mut">{t('editorials.used.none')}</p>
          <Button mt={8} size="xs" variant="light" renderRoot={props => <Link to="/campaigns" {...props} />}>
            {t('editorials.used.add')}
          </Button>
        </>
      )}
      <ul className={classes.uses}>
        {uses.map(({ campaign, place }) => {
          const first = (campaign.items[0] ?? campaign.draft?.items[0])?.content;
          const count = onAir.get(campaign.id) ?? 0;
          return (
            <li key={campaign.id}>
              <Thumb src={first?.thumbnail_url} type={first?.type} width={56} />
              <span className={classes.words}>
                <Link to="/campaigns/$campaignId" params={{ campaignId: String(campaign.id) }}>
                  {campaign.name}
                </Link>
                <span className="mut">
                  {place === 0 ? t('editorials.used.draft') : t('editorials.used.place', { place, total: campaign.items.length })}
                </span>
                {place > 0 && <Status kind={count > 0 ? 'online' : 'inactive'}>{t('editorials.used.screens', { count })}</Status>}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
