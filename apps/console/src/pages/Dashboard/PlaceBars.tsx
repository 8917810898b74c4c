import { Link } from '@tanstack/react-router';
import { memo, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconChevronRight } from '../../components/icons.ts';
import type { PlayerKind } from '../../components/playerKind.ts';
import { Status } from '../../components/Status.tsx';
import { number } from '../../lib/format.ts';
import { useNear } from '../../lib/useNear.ts';
import { countKinds, type Group } from './groups.ts';
import classes from './PlaceBars.module.css';

interface PlaceBarsProps {
  /** With all of their players. */
  groups: readonly Group[];
  onlyProblems: boolean;
}

const kinds: readonly PlayerKind[] = ['online', 'never', 'behind', 'offline'];
/** Rows that fit a phone. */
const firstRows = 12;

/** On a phone a place is a bar, not a field of cells: what is wrong is read at a glance, and the worst stands first. */
export function PlaceBars({ groups, onlyProblems }: PlaceBarsProps) {
  const { t } = useTranslation();
  const places = useMemo(() => {
    const all = groups.map(group => ({ group, counts: countKinds(group.players) }));
    const shown = onlyProblems ? all.filter(({ counts }) => counts.offline + counts.behind > 0) : all;
    return shown.sort((a, b) => b.counts.offline - a.counts.offline || b.counts.behind - a.counts.behind);
  }, [groups, onlyProblems]);
  if (places.length === 0 && onlyProblems) return <p className={classes.none}>{t('dashboard.grid.noProblems')}</p>;
  return (
    <ul className={classes.list} aria-labelledby="by-place">
      {places.map(({ group }, place) => (
        <PlaceRow key={group.id} group={group} first={place < firstRows} />
      ))}
    </ul>
  );
}

const PlaceRow = memo(function PlaceRow({ group, first }: { group: Group; first: boolean }) {
  const row = useRef<HTMLLIElement>(null);
  const near = useNear(row, first);
  return (
    <li ref={row} className={classes.row}>
      {near && <Place group={group} />}
    </li>
  );
});

function Place({ group }: { group: Group }) {
  const { t } = useTranslation();
  const { id, name, over, players, online, total } = group;
  const counts = countKinds(players);
  return (
    <Link to="/players" search={{ loc: id }} className={classes.place}>
      <b className="el">{name}</b>
      <small className="el">
        {over && `${over} · `}
        <span className="num">{t('dashboard.grid.onAir', { online: number(online), total: number(total) })}</span>
      </small>
      <span className={classes.state}>
        {counts.offline > 0 ? (
          <Status kind="offline">{t('dashboard.stats.offline', { count: counts.offline })}</Status>
        ) : counts.behind > 0 ? (
          <Status kind="behind">{t('dashboard.stats.downloading', { count: counts.behind })}</Status>
        ) : (
          counts.never > 0 && <Status kind="never">{t('dashboard.grid.unseen', { count: counts.never })}</Status>
        )}
        <IconChevronRight size={16} aria-hidden />
      </span>
      <span className={classes.bar} aria-hidden>
        {kinds.map(kind => counts[kind] > 0 && <i key={kind} data-kind={kind} style={{ flexGrow: counts[kind] }} />)}
      </span>
    </Link>
  );
}
