import { memo, useRef } from 'react';
import type { PlayerKind } from '../../components/playerKind.ts';
import { useNear } from '../../lib/useNear.ts';
import { type CellGrid, linesOf, pathsOf } from './cellGrid.ts';
import classes from './PlayerStatusGrid.module.css';

interface Props {
  kinds: readonly PlayerKind[];
  grid: CellGrid;
}

/**
 * Cells as one picture: areas filled with the pattern of a kind, which cost as little as the lines of a text. (Elements, rounded paths or a
 * canvas for each row scrolled at half the rate where only the processor draws.)
 */
export const CellSlab = memo(function CellSlab({ kinds, grid }: Props) {
  return (
    <svg
      className={classes.slab}
      width={grid.columns * grid.step}
      height={linesOf(grid, kinds.length) * grid.step}
      viewBox={`0 0 ${grid.columns * 16} ${linesOf(grid, kinds.length) * 16}`}
      aria-hidden
    >
      {[...pathsOf(grid, kinds)].map(([kind, path]) => (
        <path key={kind} d={path} fill={`url(#cell-${kind})`} />
      ))}
    </svg>
  );
});

/** One of several pictures of a place: drawn while it is near the window itself. */
export function NearSlab({ first, ...slab }: Props & { first: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const near = useNear(box, first);
  return (
    <div ref={box} style={{ height: linesOf(slab.grid, slab.kinds.length) * slab.grid.step }}>
      {near && <CellSlab {...slab} />}
    </div>
  );
}

/** What the pictures are filled with. The glyphs say it without colour: an arrow down is an old version, a cross is no signal, an outline waits for its first. */
export function CellPatterns() {
  return (
    <svg className={classes.patterns} aria-hidden>
      <CellPattern kind="online" />
      <CellPattern kind="behind" glyph="M7 3.6v6.6M4.4 7.7 7 10.3l2.6-2.6" />
      <CellPattern kind="offline" glyph="m4.6 4.6 4.8 4.8m0-4.8L4.6 9.4" />
      <CellPattern kind="never" />
    </svg>
  );
}

function CellPattern({ kind, glyph }: { kind: PlayerKind; glyph?: string }) {
  return (
    <pattern id={`cell-${kind}`} width={16} height={16} patternUnits="userSpaceOnUse" data-kind={kind}>
      {kind === 'never' ? <rect x={0.75} y={0.75} width={12.5} height={12.5} rx={2.25} /> : <rect width={14} height={14} rx={3} />}
      {glyph && <path d={glyph} />}
    </pattern>
  );
}
