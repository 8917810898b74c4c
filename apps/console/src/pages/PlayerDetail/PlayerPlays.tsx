import { Button, Skeleton, Table } from '@mantine/core';
import type { Play } from '@tvs/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { $api, api } from '../../api/client.ts';
import { Failed } from '../../components/Failed.tsx';
import { IconDownload } from '../../components/icons.ts';
import { Status } from '../../components/Status.tsx';
import { Thumb } from '../../components/Thumb.tsx';
import { currentLocale } from '../../i18n/index.ts';
import { exactTime, localDate, seconds } from '../../lib/format.ts';
import { useContents } from '../../lib/useNames.ts';
import { ContentPick } from '../Reports/Picks.tsx';
import { useExport } from '../Reports/useExport.ts';
import classes from './Plays.module.css';
import type { DayOfPlayer } from './useDay.ts';

const perPage = '20';

/** Every single play of the chosen day, the newest first. */
export function PlayerPlays({ playerId, day }: { playerId: number; day: DayOfPlayer }) {
  const { t } = useTranslation();
  const { running, start } = useExport();
  const { content, only } = day;
  const bounds = day.query.isPlaceholderData ? undefined : day.query.data;
  const narrowed = content === undefined ? {} : { content_id: String(content) };
  const query = $api.useInfiniteQuery(
    'get',
    '/players/{id}/plays',
    {
      params: {
        path: { id: String(playerId) },
        query: { ...narrowed, per_page: perPage, ...(bounds && { from: bounds.from, to: bounds.to }) },
      },
    },
    {
      enabled: bounds !== undefined,
      pageParamName: 'cursor',
      initialPageParam: null,
      getNextPageParam: ({ next }) => next ?? undefined,
      // Somebody who reads further down isn't to be interrupted.
      refetchInterval: ({ state }) => (bounds && bounds.until < bounds.to && (state.data?.pages.length ?? 0) <= 1 ? 60_000 : false),
    },
  );
  const plays = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const contents = useContents(plays.map(({ content_id }) => content_id));
  const save = () => {
    if (!bounds) return;
    const file = { format: 'csv', locale: currentLocale() } as const;
    const span = { player_id: String(playerId), from: bounds.date, to: bounds.date };
    void start(plays.length, signal =>
      api.GET('/reports/plays/raw', { params: { query: { ...span, ...narrowed, ...file } }, parseAs: 'stream', signal }),
    );
  };
  return (
    <section className={classes.card} aria-labelledby="day-plays">
      <header className={classes.header}>
        <h2 id="day-plays">{t('screen.plays.title')}</h2>
        {bounds && <span className="mut cap">{localDate(bounds.date)}</span>}
        <span className={classes.tools}>
          <ContentPick value={content} onChange={only} />
          <Button
            variant="default"
            leftSection={<IconDownload size={18} />}
            loading={running !== null}
            disabled={plays.length === 0}
            onClick={save}
          >
            {t('screen.plays.csv')}
          </Button>
        </span>
      </header>
      {query.isPending && !day.query.isError && <Skeleton height={160} mt={8} />}
      {query.isError && !query.data && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && plays.length === 0 && (
        <p className="mut">{t(content === undefined ? 'screen.plays.empty' : 'screen.plays.emptyFiltered')}</p>
      )}
      {plays.length > 0 && (
        <Table className={classes.table} verticalSpacing={6} fz={13} aria-labelledby="day-plays">
          <Table.Thead>
            <Table.Tr>
              {(['at', 'content', 'campaign', 'length', 'result'] as const).map(column => (
                <Table.Th key={column} data-column={column}>
                  {t(`screen.plays.column.${column}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {plays.map(play => (
              <PlayRow
                key={play.id}
                play={play}
                zone={bounds?.timezone}
                picture={<Thumb src={contents.get(play.content_id)?.thumbnail_url} type={contents.get(play.content_id)?.type} width={48} />}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {query.hasNextPage && (
        <Button variant="subtle" fullWidth mt={8} loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('screen.plays.more')}
        </Button>
      )}
    </section>
  );
}

function PlayRow({ play, zone, picture }: { play: Play; zone: string | undefined; picture: ReactNode }) {
  const { t } = useTranslation();
  const { started_at, content_id, content_title, campaign_id, campaign_name, length, completed, reason, clock_suspect } = play;
  const campaign = campaign_name ?? (campaign_id === null ? t('screen.day.noCampaign') : t('screen.day.deleted', { id: campaign_id }));
  const early = reason ? t(`screen.day.reason.${reason as 'failed'}`, { defaultValue: reason }) : t('screen.plays.early');
  return (
    <Table.Tr>
      <Table.Td className="num" data-column="at">
        <time dateTime={started_at}>{exactTime(started_at, zone)}</time>
      </Table.Td>
      <Table.Td data-column="content">
        <span className={classes.name}>
          {picture}
          <span className="el">{content_title ?? t('screen.plays.deleted', { id: content_id })}</span>
        </span>
      </Table.Td>
      <Table.Td data-column="campaign">
        <span className="el">{campaign}</span>
      </Table.Td>
      <Table.Td className="num" data-column="length">
        {seconds(length / 1000)}
      </Table.Td>
      <Table.Td data-column="result">
        <Status kind={completed ? 'ready' : 'warning'}>{completed ? t('screen.plays.completed') : early}</Status>
        {clock_suspect && <span className={classes.suspect}>{t('screen.plays.suspect')}</span>}
      </Table.Td>
    </Table.Tr>
  );
}
