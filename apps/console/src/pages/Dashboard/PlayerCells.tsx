import { useRouter } from '@tanstack/react-router';
import type { DashboardPlayer } from '@tvs/protocol';
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { type PlayerKind, playerKind } from '../../components/playerKind.ts';
import { CellSlab, NearSlab } from './CellSlab.tsx';
import { boxOf, type CellGrid, cellAt, slabsOf } from './cellGrid.ts';
import classes from './PlayerStatusGrid.module.css';

interface Props {
  players: readonly DashboardPlayer[];
  grid: CellGrid;
  label: string;
  /** Which screen the pointer or the focus is on, and where its cell is in the window. */
  onPoint: (player: number | null, cell?: DOMRect) => void;
}

/**
 * A cell a screen, drawn as a picture: thousands of elements would make scrolling stutter. Links lie only over the cells that can be
 * reached at once: the one under the pointer and the one with the focus with its neighbours. Tab goes from place to place, the arrows from cell to cell.
 */
export function PlayerCells({ players, grid, label, onPoint }: Props) {
  const { t } = useTranslation();
  const router = useRouter();
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const [under, setUnder] = useState<number | null>(null);
  const kinds = useMemo(() => players.map(playerKind), [players]);
  const slabs = useMemo(() => slabsOf(grid, kinds.length).map(({ from, to }) => ({ from, kinds: kinds.slice(from, to) })), [grid, kinds]);
  const chosen = Math.min(at, players.length - 1);
  const words: Record<PlayerKind, string> = {
    online: t('status.online'),
    offline: t('status.offline'),
    behind: t('status.behind'),
    never: t('status.never'),
  };
  const links = [...new Set([chosen - 1, chosen, chosen + 1, under ?? chosen])].sort((a, b) => a - b);

  const placeOf = (event: MouseEvent) => {
    const corner = box.current?.getBoundingClientRect();
    return corner ? cellAt(grid, event.clientX - corner.left, event.clientY - corner.top, players.length) : null;
  };
  const point = (place: number | null) => {
    const corner = box.current?.getBoundingClientRect();
    const player = place === null ? undefined : players[place];
    if (place === null || !player || !corner) return onPoint(null);
    const { left, top, width, height } = boxOf(grid, place);
    onPoint(player.id, new DOMRect(corner.left + left, corner.top + top, width, height));
  };
  const onPointerMove = (event: PointerEvent) => {
    const place = placeOf(event);
    if (place === under) return;
    setUnder(place);
    point(place);
  };
  const onPointerLeave = () => {
    setUnder(null);
    onPoint(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { columns } = grid;
    const all = players.length;
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns, Home: -all, End: all }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(all - 1, chosen + step));
    flushSync(() => setAt(next));
    box.current?.querySelector<HTMLElement>(`[data-player="${players[next]?.id}"]`)?.focus();
  };
  const onClick = (event: MouseEvent) => {
    // A finger comes without having pointed before: then it meets the picture, not a link.
    const id = (event.target as HTMLElement).closest<HTMLElement>('[data-player]')?.dataset.player ?? players[placeOf(event) ?? -1]?.id;
    if (id === undefined || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    void router.navigate({ to: '/players/$playerId', params: { playerId: String(id) } });
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is done here is done by the links within as well
    <div
      ref={box}
      className={classes.cells}
      onPointerMove={onPointerMove}
      onPointerLeave={onPointerLeave}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {slabs.map(({ from, kinds: part }) =>
        slabs.length === 1 ? (
          <CellSlab key={from} kinds={part} grid={grid} />
        ) : (
          <NearSlab key={from} kinds={part} grid={grid} first={from === 0} />
        ),
      )}
      <ul aria-label={label}>
        {links.map(place => {
          const player = players[place];
          return (
            player && (
              <li key={player.id} aria-posinset={place + 1} aria-setsize={players.length}>
                {/* biome-ignore lint/a11y/useAnchorContent: a cell is a colour and a glyph; its name is the label */}
                <a
                  href={`/players/${player.id}`}
                  className={classes.link}
                  style={boxOf(grid, place)}
                  data-player={player.id}
                  tabIndex={place === chosen ? 0 : -1}
                  aria-label={`${player.name}, ${words[playerKind(player)]}`}
                  onFocus={() => {
                    setAt(place);
                    point(place);
                  }}
                  onBlur={() => onPoint(null)}
                />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}
