import { SegmentedControl, Skeleton } from '@mantine/core';
import type { ComplianceRow } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../api/problem.ts';
import { Failed } from '../../components/Failed.tsx';
import { IconClock, IconMapPin } from '../../components/icons.ts';
import { Pages } from '../../components/Pages.tsx';
import { StateCard } from '../../components/StateCard.tsx';
import { hours, localDate, percent } from '../../lib/format.ts';
import classes from './Comparison.module.css';
import { daysIn, longestComparison } from './period.ts';
import reports from './Reports.module.css';
import { type ComparedBy, type Question, useComparison } from './useReports.ts';

const groups: readonly ComparedBy[] = ['player', 'location', 'campaign', 'day'];
const perPage = 12;

/** Far above the plan the decimals say nothing. */
const share = (part: number) => percent(part < 10 ? part : Math.floor(part * 100) / 100);

/** What was planned beside what was played, the largest miss first. */
export function Comparison({ question }: { question: Question }) {
  const { t } = useTranslation();
  const { search, change } = question;
  const by: ComparedBy = search.plan ?? 'player';
  const page = search.planPage ?? 1;
  const { possible, query } = useComparison(question, by, page, perPage);
  return (
    <section className={reports.card} aria-labelledby="report-plan">
      <header className={reports.cardHeader}>
        <h2 id="report-plan">{t('reports.plan.title')}</h2>
        {possible && (
          <SegmentedControl
            size="xs"
            aria-label={t('reports.plan.groupBy')}
            value={by}
            data={groups.map(value => ({ value, label: t(`reports.by.${value}`) }))}
            onChange={value => {
              const plan = groups.find(group => group === value);
              change({ plan: plan === 'player' ? undefined : plan, planPage: undefined });
            }}
          />
        )}
      </header>
      {!possible && (
        <p className="mut">{t(daysIn(question.period) > longestComparison ? 'reports.plan.tooLong' : 'reports.plan.notFiltered')}</p>
      )}
      {possible && query.isPending && <Skeleton height={240} />}
      {possible && query.isError && !query.data && <PlanFailed error={query.error} onRetry={() => void query.refetch()} />}
      {possible && query.data && query.data.group_by === by && <Rows rows={query.data.items} by={by} />}
      {possible && <Pages page={page} perPage={perPage} total={query.data?.total ?? 0} onChange={next => change({ planPage: next })} />}
      {possible && query.data && <p className={reports.hint}>{t('reports.plan.hint')}</p>}
    </section>
  );
}

function PlanFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  if (toProblem(error).status !== 422) return <Failed error={error} onRetry={onRetry} />;
  return (
    <StateCard icon={IconMapPin} title={t('reports.plan.tooManyTitle')}>
      {t('reports.plan.tooMany')}
    </StateCard>
  );
}

function Rows({ rows, by }: { rows: readonly ComplianceRow[]; by: ComparedBy }) {
  const { t } = useTranslation();
  const most = Math.max(1, ...rows.flatMap(row => [row.planned_seconds, row.played_seconds]));
  const bar = (seconds: number) => ({ width: `${(seconds / most) * 100}%` });
  if (rows.length === 0) return <p className="mut">{t('reports.plan.empty')}</p>;
  return (
    <>
      <p className={classes.legend} aria-hidden>
        <i data-planned /> {t('reports.plan.planned')}
        <i /> {t('reports.plan.played')}
      </p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t(`reports.one.${by}`)}</th>
            <th scope="col">
              <span className={classes.spoken}>{t('reports.plan.title')}</span>
            </th>
            <th scope="col">{t('reports.plan.missed')}</th>
            <th scope="col">{t('reports.plan.kept')}</th>
          </tr>
        </thead>
        <tbody className="num">
          {rows.map(row => {
            const missed = Math.max(0, row.planned_seconds - row.played_seconds);
            const bad = row.planned_seconds > 0 && missed / row.planned_seconds > 0.01;
            const name = by === 'day' ? localDate(row.key, { weekday: 'short', day: 'numeric', month: 'short' }) : row.name;
            return (
              <tr key={row.key}>
                <th scope="row" className="el" title={name ?? undefined}>
                  {name ?? (row.id === null ? t('reports.noCampaign') : t('reports.deleted', { id: row.id }))}
                </th>
                <td className={classes.bars} title={`${hours(row.planned_seconds)} → ${hours(row.played_seconds)}`}>
                  <i data-planned style={bar(row.planned_seconds)} />
                  <i style={bar(row.played_seconds)} />
                  <span className={classes.spoken}>
                    {t('reports.plan.spoken', { planned: hours(row.planned_seconds), played: hours(row.played_seconds) })}
                  </span>
                </td>
                <td className={classes.missed} data-bad={bad || undefined}>
                  {missed < 1 ? '–' : `−${hours(missed)}`}
                  {row.silent_seconds !== null && row.silent_seconds >= 60 && missed >= 60 && (
                    <span className={classes.silent} title={t('reports.plan.silent', { hours: hours(row.silent_seconds) })}>
                      <IconClock size={14} aria-hidden />
                      <span className={classes.spoken}>{t('reports.plan.silent', { hours: hours(row.silent_seconds) })}</span>
                    </span>
                  )}
                </td>
                <td>{row.planned_seconds === 0 ? '–' : share(row.played_seconds / row.planned_seconds)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
