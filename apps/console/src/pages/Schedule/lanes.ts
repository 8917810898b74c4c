import type { Block } from './blocks.ts';

/** A block with its place beside the others of its day. */
export interface Placed extends Block {
  /** Of a beaten one: which strip at the column's edge; of a winner: how many strips stand in it. */
  lane: number;
}

/** The beaten of some hours, where they are too many to be drawn one by one: one strip says how many, and opens their list. */
export interface Crowd {
  key: string;
  date: string;
  /** Minutes since midnight. */
  from: number;
  to: number;
  blocks: Block[];
  /** How many schedules they are of. */
  count: number;
}

/** One day of the week, ready to be drawn. */
export interface Arranged {
  blocks: Placed[];
  crowds: Crowd[];
  /** The most strips, and bands of whole days, that stand beside each other. */
  strips: number;
  bands: number;
  /** How many strips wide a crowd is: its number has to be read where strips are narrow. */
  crowd: number;
}

/** Bands of beaten whole days at a column's edge, at most. */
const mostBands = 2;
/** Minutes: what is lower can hardly be read or hit, and joins its neighbour. */
const least = 45;

/**
 * The blocks of one day beside each other: the beaten of a winner as strips, the longest at the edge; where they need more strips than there is
 * room for, all of them as one crowd.
 */
export function arrange(blocks: readonly Block[], room: number): Arranged {
  const beside = new Map<number, number>();
  const crowded = new Set<number>();
  const placed: Placed[] = [];
  const crowds: Crowd[] = [];
  const beaten = new Map<number, Block[]>();
  for (const block of blocks) if (block.beatenBy !== null) beaten.set(block.under, grown(beaten.get(block.under), block));
  let [strips, bands] = [1, 0];
  for (const [under, group] of [...beaten].sort(([, a], [, b]) => first(a) - first(b))) {
    let lanes = inLanes(group.filter(({ band }) => !band));
    const grounds = inLanes(group.filter(({ band }) => band));
    const wide = count(grounds) > mostBands;
    if (wide) lanes = inLanes(group);
    else {
      placed.push(...grounds);
      bands = Math.max(bands, count(grounds));
    }
    const needed = count(lanes);
    // What is low and narrow as well could hold no word.
    if (wide || needed > room || (needed > 1 && last(lanes) - first(lanes) < least)) {
      join(crowds, lanes);
      crowded.add(under);
    } else {
      placed.push(...lanes);
      beside.set(under, needed);
      strips = Math.max(strips, needed);
    }
  }
  const crowd = strips > 1 ? 1.5 : 1;
  const laneOf = ({ under }: Block) => (crowded.has(under) ? crowd : (beside.get(under) ?? 0));
  const winners = blocks.flatMap(block => (block.beatenBy === null ? { ...block, lane: laneOf(block) } : []));
  return {
    // In the order of the day, which is the keyboard's.
    blocks: [...winners, ...placed].sort((a, b) => a.from - b.from || Number(a.beatenBy !== null) - Number(b.beatenBy !== null)),
    crowds,
    strips,
    bands,
    crowd,
  };
}

/** Beaten blocks that meet stand side by side, the longest at the edge. */
function inLanes(blocks: readonly Block[]): Placed[] {
  const ends: number[] = [];
  return blocks
    .toSorted((a, b) => a.from - b.from || b.to - a.to)
    .map(block => {
      const free = ends.findIndex(end => end <= block.from);
      const lane = free < 0 ? ends.length : free;
      ends[lane] = block.to;
      return { ...block, lane };
    });
}

/** Makes a crowd of these, or adds them to the one right above where either would be too low. */
function join(crowds: Crowd[], blocks: readonly Block[]): void {
  const [date, from, to] = [blocks[0]?.date ?? '', first(blocks), last(blocks)];
  const above = crowds.at(-1);
  if (above && from <= above.to && Math.min(above.to - above.from, to - from) < least) {
    above.blocks.push(...blocks);
    above.to = Math.max(above.to, to);
    above.count = schedulesOf(above.blocks);
  } else crowds.push({ key: `${date} ${from}`, date, from, to, blocks: [...blocks], count: schedulesOf(blocks) });
}

function grown<T>(list: T[] | undefined, one: T): T[] {
  if (!list) return [one];
  list.push(one);
  return list;
}

const first = (blocks: readonly Block[]) => Math.min(...blocks.map(({ from }) => from));
const last = (blocks: readonly Block[]) => Math.max(...blocks.map(({ to }) => to));
const count = (placed: readonly Placed[]) => placed.reduce((most, { lane }) => Math.max(most, lane + 1), 0);
const schedulesOf = (blocks: readonly Block[]) => new Set(blocks.map(({ scheduleId }) => scheduleId)).size;
