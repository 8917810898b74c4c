import { Button, Skeleton } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { DashboardPlayer } from '@tvs/protocol';
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlayerKind } from '../../components/playerKind.ts';
import { number } from '../../lib/format.ts';
import { useLocations } from '../../lib/useLocations.ts';
import { usePhone } from '../../lib/usePhone.ts';
import { CellPatterns } from './CellSlab.tsx';
import { countKinds, type Group, groupPlayers, keepGroups } from './groups.ts';
import { PlayerHover } from './PlayerHover.tsx';
import { PlayerRow } from './PlayerRow.tsx';
import classes from './PlayerStatusGrid.module.css';
import { useByName } from './useByName.ts';
import { useCellGrid } from './useCellGrid.ts';
import { useFleet } from './useFleet.ts';

const PlaceBars = lazy(() => import('./PlaceBars.tsx').then(({ PlaceBars: bars }) => ({ default: bars })));

const none: DashboardPlayer[] = [];
/** Rows that fit a large window. */
const firstRows = 24;

const legend = (never: boolean): PlayerKind[] => ['online', 'behind', 'offline', ...(never ? (['never'] as const) : [])];

/** One cell a screen, one row a place: a hole in the pattern is found by eye. */
export function PlayerStatusGrid({ onlyProblems }: { onlyProblems: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/' });
  const { data, isPending } = useFleet();
  const players = data?.items ?? none;
  const { rows } = useLocations();
  const phone = usePhone();
  const list = useRef<HTMLDivElement>(null);
  const grid = useCellGrid(list);
  const [hovered, setHovered] = useState<{ id: number; cell: DOMRect } | null>(null);
  const sorted = useByName(players);
  const kept = useRef<Group[]>([]);
  const groups = useMemo(() => {
    kept.current = keepGroups(kept.current, groupPlayers(sorted, rows, onlyProblems && !phone));
    return kept.current;
  }, [sorted, rows, onlyProblems, phone]);
  const counts = useMemo(() => countKinds(players), [players]);
  const shown = hovered && players.find(({ id }) => id === hovered.id);

  const onPoint = useCallback((id: number | null, cell?: DOMRect) => setHovered(id !== null && cell ? { id, cell } : null), []);

  return (
    <section className={classes.card} aria-labelledby="by-place">
      <header className={classes.header}>
        <h2 id="by-place">{t('dashboard.grid.title')}</h2>
        <ul className={classes.legend} aria-label={t('dashboard.grid.legend')}>
          {legend(counts.never > 0).map(kind => (
            <li key={kind}>
              <i className={classes.cell} data-kind={kind} aria-hidden />
              {t(`status.${kind}`)} <b className="num">{number(counts[kind])}</b>
            </li>
          ))}
        </ul>
        <Button
          variant="default"
          size="xs"
          aria-pressed={onlyProblems}
          data-on={onlyProblems || undefined}
          className={classes.problems ?? ''}
          onClick={() =>
            void navigate({ to: '/', search: previous => ({ ...previous, only: onlyProblems ? undefined : 'problems' }), replace: true })
          }
        >
          {t('dashboard.grid.problems')}&ensp;<span className="num mut">{number(counts.offline + counts.behind)}</span>
        </Button>
      </header>
      <CellPatterns />
      {phone && groups.length > 0 && (
        <Suspense>
          <PlaceBars groups={groups} onlyProblems={onlyProblems} />
        </Suspense>
      )}
      <div ref={list} className={classes.rows} hidden={phone && groups.length > 0}>
        {isPending && <Skeleton height={200} />}
        {!phone &&
          grid &&
          groups.map((group, place) => <PlayerRow key={group.id} group={group} grid={grid} first={place < firstRows} onPoint={onPoint} />)}
        {!isPending && groups.length === 0 && (
          <p className={classes.none}>{onlyProblems ? t('dashboard.grid.noProblems') : t('dashboard.none')}</p>
        )}
      </div>
      {shown && hovered && <PlayerHover player={shown} cell={hovered.cell} />}
    </section>
  );
}
