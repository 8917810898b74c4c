import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failed } from '../../components/Failed.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { dateRange, hours, number, percent } from '../../lib/format.ts';
import { viewerZone } from '../../lib/zone.ts';
import { Comparison } from './Comparison.tsx';
import { DayCard } from './DayCard.tsx';
import { Owed } from './Owed.tsx';
import { PeriodFields } from './PeriodFields.tsx';
import { PlaysTable } from './PlaysTable.tsx';
import { ReportFilter } from './ReportFilter.tsx';
import classes from './Reports.module.css';
import { useComparison, useDays, useQuestion } from './useReports.ts';

/** What was on the screens, and whether it was what had been planned. */
export function ReportsPage() {
  const { t } = useTranslation();
  const question = useQuestion();
  const { search, period, narrowed } = question;
  const { query, days } = useDays(period, narrowed);
  const comparison = useComparison(question, 'player', 1, 12);
  const totals = query.data?.totals;
  const planned = comparison.possible ? comparison.query.data?.totals : undefined;
  const range = dateRange(period.from, period.to);
  const missed = planned ? Math.max(0, planned.planned_seconds - planned.played_seconds) : 0;
  const filtered = search.content !== undefined || search.campaign !== undefined || search.player !== undefined;

  let title = t('reports.title');
  let counted = false;
  if (totals?.plays === 0 && !planned?.planned_seconds) title = t('reports.answerNone');
  // More than planned is no better answer than all of it, and a number above 100 reads like a mistake.
  else if (planned && planned.planned_seconds > 0 && planned.played_seconds > planned.planned_seconds) title = t('reports.answerMore');
  else if (planned && planned.planned_seconds > 0)
    title = t('reports.answer', { part: percent(planned.played_seconds / planned.planned_seconds) });
  else if (totals) {
    title = t('reports.answerPlays', { count: totals.plays, plays: number(totals.plays) });
    counted = true;
  }

  const note =
    totals &&
    [
      totals.plays === 0
        ? missed >= 60
          ? `${range}.`
          : range
        : counted
          ? t('reports.noteShort', { hours: hours(totals.seconds), range })
          : t('reports.note', { count: totals.plays, plays: number(totals.plays), hours: hours(totals.seconds), range }),
      missed >= 60 && t('reports.noteMissed', { hours: hours(missed) }),
      planned && planned.silent_seconds >= 60 && missed >= 60 && t('reports.noteSilent', { hours: hours(planned.silent_seconds) }),
    ]
      .filter(Boolean)
      .join(' ');
  const zone = query.data?.timezone;

  return (
    <div className={classes.page}>
      <PageHeader title={title} tab={t('reports.title')} note={note}>
        <PeriodFields question={question} />
      </PageHeader>
      <ReportFilter question={question} zone={zone && zone !== viewerZone() ? zone : undefined} />
      {query.isError && !query.data ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <ReportsSkeleton />
      ) : (
        <>
          <div className={classes.top}>
            <DayCard days={days} />
            <Comparison question={question} />
            <Owed question={question} worst={comparison.query.data?.items ?? []} />
          </div>
          {totals?.plays === 0 && !filtered ? (
            <EmptyState title={t('reports.emptyTitle')}>{t('reports.empty', { range })}</EmptyState>
          ) : (
            <PlaysTable question={question} />
          )}
        </>
      )}
    </div>
  );
}

function ReportsSkeleton() {
  return (
    <div aria-hidden>
      <div className={classes.top}>
        {['days', 'plan', 'owed'].map(card => (
          <div key={card} className={classes.card}>
            <Skeleton height={16} width={160} mt={8} mb={24} />
            {[0, 1, 2, 3, 4, 5].map(line => (
              <Skeleton key={line} height={12} mb={24} width={`${95 - line * 8}%`} />
            ))}
          </div>
        ))}
      </div>
      <div className={classes.card}>
        {[0, 1, 2, 3, 4].map(line => (
          <Skeleton key={line} height={16} my={12} />
        ))}
      </div>
    </div>
  );
}
