import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ComplianceRow } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { IconCircleCheck, IconClock } from '../../components/icons.ts';
import { playerKind } from '../../components/playerKind.ts';
import { Status } from '../../components/Status.tsx';
import { number } from '../../lib/format.ts';
import { useLocations } from '../../lib/useLocations.ts';
import classes from './Owed.module.css';
import { owedBy } from './owedBy.ts';
import reports from './Reports.module.css';
import type { Question } from './useReports.ts';

const listed = 4;

/** Screens whose journals have holes: of what they showed, something has not arrived, or is lost. Never counted as missed. */
export function Owed({ question, worst }: { question: Question; worst: readonly ComplianceRow[] }) {
  const { t } = useTranslation();
  const { byId } = useLocations();
  const { player } = question.search;
  // Where records are missing less was played than planned: the list of misses is where to look.
  const ids = player === undefined ? worst.flatMap(({ id }) => id ?? []) : [player];
  const details = useQueries({
    queries: ids.map(id => ({
      ...$api.queryOptions('get', '/players/{id}', { params: { path: { id: String(id) } } }),
      staleTime: 60_000,
      retry: false,
    })),
    combine: results => results.flatMap(({ data }) => (data ? [data] : [])),
  });
  const owing = details
    .map(found => ({ found, ...owedBy(found) }))
    .filter(({ missing, lost }) => missing > 0 || lost > 0)
    .toSorted((a, b) => b.missing + b.lost - a.missing - a.lost);
  const sum = owing.reduce((total, { missing }) => total + missing, 0);
  const plus = (atLeast: boolean) => (atLeast ? '+' : '');
  const rest = owing.length - listed;
  return (
    <section className={reports.card} aria-labelledby="report-owed">
      <h2 id="report-owed">
        {owing.length === 0
          ? t(ids.length === 0 ? 'reports.owed.titleUnknown' : 'reports.owed.titleNone')
          : t('reports.owed.title', {
              count: owing.length,
              screens: number(owing.length),
              plays: number(sum) + plus(owing.some(({ atLeast }) => atLeast)),
            })}
      </h2>
      {owing.length === 0 ? (
        <p className={classes.none}>
          {ids.length > 0 && <IconCircleCheck size={18} aria-hidden />}
          <span>{t(ids.length === 0 ? 'reports.owed.nobody' : 'reports.owed.none')}</span>
        </p>
      ) : (
        <>
          <p className="mut">{t('reports.owed.text')}</p>
          <ul className={classes.list}>
            {owing.slice(0, listed).map(({ found, missing, lost, ranges, more, atLeast }) => (
              <li key={found.id}>
                <span className={classes.who}>
                  <Link to="/players/$playerId" params={{ playerId: String(found.id) }}>
                    {found.name}
                  </Link>
                  <span className="mut el cap">{byId.get(found.location_id)?.name}</span>
                  <b className="num">{number(missing) + plus(atLeast)}</b>
                </span>
                <Status kind={playerKind(found)} />
                <span className="mut cap num">
                  {ranges.length > 0 && t('reports.owed.numbers', { numbers: ranges.join(', '), more: more ? '…' : '' })}{' '}
                  {lost > 0 && t('reports.owed.lost', { count: lost, lost: number(lost) })}
                </span>
              </li>
            ))}
          </ul>
          {rest > 0 && <p className="mut cap">{t('reports.owed.rest', { count: rest })}</p>}
        </>
      )}
      <p className={reports.hint}>
        <IconClock size={16} aria-hidden /> {t('reports.owed.hint')}
      </p>
    </section>
  );
}
