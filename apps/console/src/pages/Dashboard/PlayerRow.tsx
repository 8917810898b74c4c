import { Link, useRouter } from '@tanstack/react-router';
import type { DashboardPlayer } from '@tvs/protocol';
import { type KeyboardEvent, type MouseEvent, memo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { playerKind } from '../../components/playerKind.ts';
import { number } from '../../lib/format.ts';
import { useNear } from '../../lib/useNear.ts';
import type { Group } from './groups.ts';
import classes from './PlayerStatusGrid.module.css';

/** Most of what changes live (what is on, when last seen) doesn't change a cell: then nothing is drawn. */
function sameCell(before: DashboardPlayer, after: DashboardPlayer | undefined): boolean {
  return after !== undefined && before.id === after.id && before.name === after.name && playerKind(before) === playerKind(after);
}

/** The screens of one place: nothing of them is in the page while the place is out of sight. `first`: in sight from the start. */
export function PlayerRow({ group, first }: { group: Group; first: boolean }) {
  const row = useRef<HTMLDivElement>(null);
  const near = useNear(row, first);
  return (
    <div ref={row} className={classes.row}>
      {near && <Screens group={group} />}
    </div>
  );
}

/** Tab goes from row to row, the arrows from cell to cell. */
const Screens = memo(
  function Screens({ group }: { group: Group }) {
    const { t } = useTranslation();
    const router = useRouter();
    const { id, name, over, players, online, total, lost } = group;

    const words = { online: t('status.online'), offline: t('status.offline'), behind: t('status.behind'), never: t('status.never') };
    const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
      const step = { ArrowRight: 1, ArrowLeft: -1, Home: -players.length, End: players.length }[event.key];
      if (step === undefined) return;
      const cells = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-player]')];
      const at = cells.indexOf(document.activeElement as HTMLElement);
      cells[Math.max(0, Math.min(cells.length - 1, at + step))]?.focus();
      event.preventDefault();
    };
    // Plain anchors with one handler a row: a router link for each of thousands of cells costs seconds.
    const onClick = (event: MouseEvent<HTMLUListElement>) => {
      const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-player]');
      if (!cell || event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      void router.navigate({ to: '/players/$playerId', params: { playerId: cell.dataset.player ?? '' } });
    };

    return (
      <>
        <Link to="/players" search={{ loc: id }} className={classes.place}>
          <b className="el">{name}</b>
          {over && <small className="el">{over}</small>}
        </Link>
        <ul
          className={classes.cells}
          aria-label={t('dashboard.grid.row', { place: name, online, total })}
          onKeyDown={onKeyDown}
          onClick={onClick}
        >
          {players.map((player, place) => {
            const kind = playerKind(player);
            return (
              <li key={player.id}>
                {/* biome-ignore lint/a11y/useAnchorContent: a cell is a colour and a glyph; its name is the label */}
                <a
                  href={`/players/${player.id}`}
                  className={classes.cell}
                  data-player={player.id}
                  data-kind={kind}
                  tabIndex={place === 0 ? 0 : -1}
                  aria-label={`${player.name}, ${words[kind]}`}
                />
              </li>
            );
          })}
        </ul>
        <span className={`${classes.count} num`} data-short={lost || undefined}>
          <b>{number(online)}</b>/{number(total)}
        </span>
      </>
    );
  },
  (before, after) =>
    before.group.name === after.group.name &&
    before.group.online === after.group.online &&
    before.group.total === after.group.total &&
    before.group.lost === after.group.lost &&
    before.group.players.length === after.group.players.length &&
    before.group.players.every((player, place) => sameCell(player, after.group.players[place])),
);
