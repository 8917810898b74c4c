/** How cells stand beside and below each other. */
export interface CellGrid {
  columns: number;
  /** CSS px from one cell to the next; seven eighths of it are the cell. */
  step: number;
}

/** Lines of one picture: of a place with thousands of screens only what is near the window is drawn. */
const slabLines = 64;

export function gridOf(width: number, step: number): CellGrid {
  return { columns: Math.max(1, Math.floor((width + step / 8) / step)), step };
}

/** Which of so many cells is at a point, counted from the upper left corner in CSS px; the gap after a cell is its own. */
export function cellAt({ columns, step }: CellGrid, x: number, y: number, many: number): number | null {
  const [column, line] = [Math.floor(x / step), Math.floor(y / step)];
  const place = line * columns + column;
  return column >= 0 && column < columns && line >= 0 && place < many ? place : null;
}

/** Where a cell is, CSS px. */
export function boxOf({ columns, step }: CellGrid, place: number) {
  const side = (step * 7) / 8;
  return { left: (place % columns) * step, top: Math.floor(place / columns) * step, width: side, height: side };
}

export const linesOf = ({ columns }: CellGrid, many: number) => Math.ceil(many / columns);

/** Where from and to (exclusive) the cells of each picture go. */
export function slabsOf({ columns }: CellGrid, many: number): { from: number; to: number }[] {
  const each = columns * slabLines;
  return Array.from({ length: Math.ceil(many / each) }, (_, slab) => ({ from: slab * each, to: Math.min(many, (slab + 1) * each) }));
}

/** Of each kind the cells that it has, as SVG path data with 16 units to a cell: those beside each other are one piece. */
export function pathsOf<Kind>({ columns }: CellGrid, kinds: readonly Kind[]): Map<Kind, string> {
  const paths = new Map<Kind, string>();
  let from = 0;
  for (const [place, kind] of kinds.entries()) {
    if (kinds[place + 1] === kind && (place + 1) % columns > 0) continue;
    const width = (place + 1 - from) * 16;
    const piece = `M${(from % columns) * 16} ${Math.floor(from / columns) * 16}h${width}v16h${-width}z`;
    paths.set(kind, (paths.get(kind) ?? '') + piece);
    from = place + 1;
  }
  return paths;
}
