import { Skeleton } from '@mantine/core';
import type { Content } from '@tvs/protocol';
import { Late } from '../../components/Late.tsx';
import classes from './Content.module.css';
import { ContentCard } from './ContentCard.tsx';
import { countUses, type Uses } from './useUses.ts';

export interface ContentListProps {
  items: readonly Content[];
  /** Where each is used; `null` while that isn't known. */
  uses: ReadonlyMap<number, Uses> | null;
  /** The one in the panel. */
  selected: number | undefined;
  chosen: ReadonlyMap<number, Content>;
  onSelect: (id: number) => void;
  /** Ticks one, or all from the one ticked before; nothing: there is nothing one may do to them. */
  onPick: ((id: number, range: boolean) => void) | undefined;
}

/** Cards, thumbnails first. */
export function ContentList({ items, uses, selected, chosen, onSelect, onPick }: ContentListProps) {
  return (
    <ul className={classes.grid} data-picking={chosen.size > 0 || undefined}>
      {items.map(item => {
        const places = uses?.get(item.id);
        return (
          <ContentCard
            key={item.id}
            content={item}
            count={places && countUses(places)}
            selected={item.id === selected}
            chosen={chosen.has(item.id)}
            onSelect={onSelect}
            onPick={onPick}
          />
        );
      })}
    </ul>
  );
}

const places = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** The same shape, before the answer is there. */
export function ContentListSkeleton({ view }: { view: 'cards' | 'table' }) {
  if (view === 'table')
    return (
      <Late>
        <Skeleton height={480} />
      </Late>
    );
  return (
    <Late>
      <div className={classes.grid}>
        {places.map(place => (
          <div key={place}>
            <Skeleton style={{ aspectRatio: '16 / 9' }} height="auto" />
            <Skeleton height={14} mt={10} width="70%" />
            <Skeleton height={12} mt={8} width="40%" />
          </div>
        ))}
      </div>
    </Late>
  );
}
