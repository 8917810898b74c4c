import { useRouter } from '@tanstack/react-router';
import type { DashboardPlayer } from '@tvs/protocol';
import { type CSSProperties, type MouseEvent, memo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { playerKind } from '../../components/playerKind.ts';
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

/** Most of what changes live (what is on, when last seen) doesn't change a cell: then nothing is drawn. */
function sameCell(before: DashboardPlayer, after: DashboardPlayer | undefined): boolean {
  return after !== undefined && before.id === after.id && before.name === after.name && playerKind(before) === playerKind(after);
}

/** The screens of one place: nothing of them is in the page while the place is out of sight. */
export function PlayerRow({ group, grid, first, onPoint }: Props) {
  const row = useRef<HTMLDivElement>(null);
  const near = useNear(row, first);
  return (
    <div ref={row} className={classes.row} style={{ '--cells': `${linesOf(grid, group.players.length) * grid.step}px` } as CSSProperties}>
      {near && <Screens group={group} grid={grid} onPoint={onPoint} />}
    </div>
  );
}

const Screens = memo(
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
  },
  (before, after) =>
    before.grid === after.grid &&
    before.group.name === after.group.name &&
    before.group.online === after.group.online &&
    before.group.total === after.group.total &&
    before.group.lost === after.group.lost &&
    before.group.players.length === after.group.players.length &&
    before.group.players.every((player, place) => sameCell(player, after.group.players[place])),
);
