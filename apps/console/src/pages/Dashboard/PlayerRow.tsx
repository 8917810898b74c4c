import { useRouter } from '@tanstack/react-router';
import { type CSSProperties, type MouseEvent, memo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../../lib/format.ts';
import { useNear } from '../../lib/useNear.ts';
import { type CellGrid, linesOf } from './cellGrid.ts';
import type { Group } from './groups.ts';
import { PlayerCells } from './PlayerCells.tsx';
import classes from './PlayerStatusGrid.module.css';

interface Props {
  group: Group;
  grid: CellGrid;
  /** In sight from the start. */
  first: boolean;
  /** Which screen the pointer or the focus is on, and where its cell is; the same function at every call. */
  onPoint: (player: number | null, cell?: DOMRect) => void;
}

/** The screens of one place: nothing of them is in the page while the place is out of sight. */
export const PlayerRow = memo(function PlayerRow({ group, grid, first, onPoint }: Props) {
  const row = useRef<HTMLDivElement>(null);
  const near = useNear(row, first);
  return (
    <div ref={row} className={classes.row} style={{ '--cells': `${linesOf(grid, group.players.length) * grid.step}px` } as CSSProperties}>
      {near && <Screens group={group} grid={grid} onPoint={onPoint} />}
    </div>
  );
});

function Screens({ group, grid, onPoint }: Omit<Props, 'first'>) {
  const { t } = useTranslation();
  const router = useRouter();
  const { id, name, over, players, online, total, lost } = group;
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    void router.navigate({ to: '/players', search: { loc: id } });
  };
  return (
    <>
      {/* Plain links: the router's own, which watch where they lead, cost more than all the cells of a row. */}
      <a href={`/players?loc=${id}`} className={classes.place} onClick={open}>
        <b className="el">{name}</b>
        {over && <small className="el">{over}</small>}
      </a>
      <PlayerCells players={players} grid={grid} label={t('dashboard.grid.row', { place: name, online, total })} onPoint={onPoint} />
      <span className={`${classes.count} num`} data-short={lost || undefined}>
        <b>{number(online)}</b>/{number(total)}
      </span>
    </>
  );
}
