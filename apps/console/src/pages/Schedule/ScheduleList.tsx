import { Skeleton, UnstyledButton } from '@mantine/core';
import type { Schedule } from '@tvs/protocol';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { Failed } from '../../components/Failed.tsx';
import { Late } from '../../components/Late.tsx';
import { Pages } from '../../components/Pages.tsx';
import { Status } from '../../components/Status.tsx';
import { Thumb } from '../../components/Thumb.tsx';
import { useLocations } from '../../lib/useLocations.ts';
import { useCampaigns } from '../../lib/useNames.ts';
import { useRuleWords } from '../../lib/useRuleWords.ts';
import classes from './Schedule.module.css';

const perPage = 50;
const none: Schedule[] = [];

interface ScheduleListProps {
  /** The place whose schedules these are; `null`: all there are. */
  locationId: number | null;
  selected: number | undefined;
  onSelect: (id: number) => void;
}

/** Everything that counts at this place, in words: also what isn't on this week, and what comes from above. */
export const ScheduleList = memo(function ScheduleList({ locationId, selected, onSelect }: ScheduleListProps) {
  const { t } = useTranslation();
  const { byId } = useLocations();
  const words = useRuleWords();
  const [page, setPage] = useState(1);
  const place = locationId === null ? {} : { location_id: String(locationId) };
  const list = $api.useQuery(
    'get',
    '/schedules',
    { params: { query: { ...place, page: String(page), per_page: String(perPage) } } },
    { placeholderData: previous => previous },
  );
  const schedules = list.data?.items ?? none;
  const campaigns = useCampaigns(schedules.map(({ campaign_id }) => campaign_id));
  const picture = ({ campaign_id }: Schedule) => campaigns.get(campaign_id)?.items[0]?.content;
  const from = ({ location_id }: Schedule) => ({
    place: location_id === null ? t('schedule.everywhere') : (byId.get(location_id)?.name ?? ''),
  });
  return (
    <section className={classes.rules} aria-labelledby="rules">
      <h2 id="rules">{locationId === null ? t('schedule.listAll') : t('schedule.list')}</h2>
      {list.isPending && (
        <Late>
          <Skeleton height={52} />
        </Late>
      )}
      {list.isError && !list.data && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.total === 0 && <p className="mut">{locationId === null ? t('schedule.listAllEmpty') : t('schedule.listEmpty')}</p>}
      <ul>
        {schedules.map(schedule => (
          <li key={schedule.id}>
            <UnstyledButton
              className={classes.rule}
              data-selected={schedule.id === selected || undefined}
              onClick={() => onSelect(schedule.id)}
              style={{ '--edge': `var(--chart-${(schedule.campaign_id % 6) + 1})` }}
            >
              <Thumb src={picture(schedule)?.thumbnail_url} type={picture(schedule)?.type} width={64} />
              <span className={classes.ruleWords}>
                <b>{schedule.campaign_name}</b>
                <span className="mut">{words(schedule)}</span>
                {schedule.location_id !== locationId && (
                  <span className="dim">
                    {locationId === null ? t('schedule.atPlace', from(schedule)) : t('schedule.from', from(schedule))}
                  </span>
                )}
              </span>
              {!schedule.is_active && <Status kind="inactive">{t('schedule.listInactive')}</Status>}
            </UnstyledButton>
          </li>
        ))}
      </ul>
      <Pages page={page} perPage={perPage} total={list.data?.total ?? 0} onChange={setPage} />
    </section>
  );
});
