import { Button, SegmentedControl, Skeleton, Table, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { Failed } from '../../components/Failed.tsx';
import { IconChevronDown, IconChevronUp, IconSearchOff } from '../../components/icons.ts';
import { Pages } from '../../components/Pages.tsx';
import { StateCard } from '../../components/StateCard.tsx';
import { number } from '../../lib/format.ts';
import { useContents } from '../../lib/useNames.ts';
import { ExportMenu } from './ExportMenu.tsx';
import { PlaysRow } from './PlaysRow.tsx';
import classes from './Reports.module.css';
import type { Group, Question } from './useReports.ts';

const groups = ['content', 'campaign', 'player', 'location', 'day'] as const;
const columns = ['plays', 'completed', 'seconds', 'screens'] as const;
const perPage = 25;

/** Proof of play, added up by what one asks for; each row narrows the report to itself. */
export function PlaysTable({ question }: { question: Question }) {
  const { t } = useTranslation();
  const { search, narrowed, change } = question;
  const by: Group = search.by ?? 'content';
  const page = search.page ?? 1;
  const sort = search.sort ?? (by === 'day' ? 'key' : '-plays');
  const query = $api.useQuery(
    'get',
    '/reports/plays',
    { params: { query: { ...narrowed, group_by: by, sort, page: String(page), per_page: String(perPage) } } },
    { placeholderData: previous => previous },
  );
  // While another grouping is on its way, the old rows would stand below the wrong heading.
  const report = query.data?.group_by === by ? query.data : undefined;
  const contents = useContents(by === 'content' ? (report?.items ?? []).map(({ id }) => id) : []);
  const suspect = report?.totals.clock_suspect ?? 0;

  const head = (name: (typeof columns)[number] | 'name', label: string) => {
    const column = name === 'name' && by === 'day' ? 'key' : name;
    const on = sort === column ? 'ascending' : sort === `-${column}` ? 'descending' : undefined;
    const first = name === 'name' ? column : `-${column}`;
    const other = name === 'name' ? `-${column}` : column;
    return (
      <Table.Th key={name} ta={name === 'name' ? 'left' : 'right'} aria-sort={on ?? 'none'}>
        <UnstyledButton
          className={classes.sort}
          data-on={on}
          onClick={() => change({ sort: sort === first ? other : first, page: undefined })}
        >
          {label}
          {on === 'ascending' && <IconChevronUp size={14} aria-hidden />}
          {on === 'descending' && <IconChevronDown size={14} aria-hidden />}
        </UnstyledButton>
      </Table.Th>
    );
  };

  return (
    <section className={classes.plays} aria-label={t('reports.plays')}>
      <div className={classes.bar}>
        <SegmentedControl
          aria-label={t('reports.groupBy')}
          value={by}
          data={groups.map(value => ({ value, label: t(`reports.by.${value}`) }))}
          onChange={value => {
            const chosen = groups.find(name => name === value) ?? 'content';
            change({ by: chosen === 'content' ? undefined : chosen, page: undefined, sort: undefined });
          }}
        />
        {report && <span className="mut num">{t(`reports.rows.${by}`, { count: report.total, total: number(report.total) })}</span>}
        <span className={classes.end}>
          {report && <ExportMenu question={question} by={by} sort={sort} rows={report.total} plays={report.totals.plays} />}
        </span>
      </div>
      {query.isError && !report && (
        <div className={classes.state}>
          <Failed error={query.error} onRetry={() => void query.refetch()} />
        </div>
      )}
      {!report && !query.isError && <Skeleton height={240} m={16} width="auto" />}
      {report?.items.length === 0 && (
        <div className={classes.state}>
          <StateCard
            icon={IconSearchOff}
            title={t('state.noResultsFilter')}
            actions={
              <Button
                variant="default"
                size="xs"
                onClick={() => change({ content: undefined, campaign: undefined, player: undefined, page: undefined })}
              >
                {t('action.clearFilters')}
              </Button>
            }
          >
            {t('reports.noneFiltered')}
          </StateCard>
        </div>
      )}
      {report && report.items.length > 0 && (
        <Table.ScrollContainer minWidth={300}>
          <Table highlightOnHover verticalSpacing={8}>
            <Table.Thead>
              <Table.Tr>
                {head('name', t(`reports.one.${by}`))}
                {columns.map(name => head(name, t(`reports.column.${name}`)))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody className="num">
              {report.items.map(row => (
                <PlaysRow key={row.key} row={row} by={by} content={contents.get(row.id ?? 0)} change={change} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <div className={classes.foot}>
        {suspect > 0 && <p className={classes.hint}>{t('reports.suspect', { count: suspect, plays: number(suspect) })}</p>}
        <Pages page={page} perPage={perPage} total={report?.total ?? 0} onChange={next => change({ page: next })} />
      </div>
    </section>
  );
}
