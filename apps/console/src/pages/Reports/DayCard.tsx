import { Button, Skeleton, Table } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hours, localDate, number } from '../../lib/format.ts';
import classes from './Reports.module.css';
import { scaleOf } from './scale.ts';
import type { Day } from './useReports.ts';

// The chart's library is larger than the rest of the page: the numbers don't wait for it.
const DayChart = lazy(() => import('./DayChart.tsx').then(chart => ({ default: chart.DayChart })));

/** Plays of each day, as bars or as a table. */
export function DayCard({ days }: { days: Day[] }) {
  const { t } = useTranslation();
  const [table, setTable] = useState(false);
  const { unit } = scaleOf(Math.max(0, ...days.map(({ plays }) => plays)));
  const day = (date: string) => localDate(date, { weekday: 'short', day: 'numeric', month: 'short' });
  return (
    <section className={classes.card} aria-labelledby="report-days">
      <header className={classes.cardHeader}>
        <h2 id="report-days">{t('reports.days.title')}</h2>
        {unit && !table && <span className="mut cap">{t(`reports.days.${unit}`)}</span>}
        <Button variant="subtle" size="compact-sm" aria-pressed={table} onClick={() => setTable(!table)}>
          {t(table ? 'reports.days.asChart' : 'reports.days.asTable')}
        </Button>
      </header>
      {table ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
        <section className={classes.scroll} tabIndex={0} aria-label={t('reports.days.asTable')}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('reports.by.day')}</Table.Th>
                <Table.Th ta="right">{t('reports.column.plays')}</Table.Th>
                <Table.Th ta="right">{t('reports.column.seconds')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody className="num">
              {days.map(({ date, plays, seconds }) => (
                <Table.Tr key={date}>
                  <Table.Th scope="row">{day(date)}</Table.Th>
                  <Table.Td ta="right">{number(plays)}</Table.Td>
                  <Table.Td ta="right">{hours(seconds)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      ) : (
        <Suspense fallback={<Skeleton height={268} />}>
          <DayChart days={days} />
        </Suspense>
      )}
    </section>
  );
}
