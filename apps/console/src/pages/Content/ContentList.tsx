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

/** What a card or a row shows of each. */
export function entriesOf({ items, uses, selected, chosen, onSelect, onPick }: ContentListProps) {
  return items.map(content => {
    const places = uses?.get(content.id);
    const { id } = content;
    return { content, count: places && countUses(places), selected: id === selected, chosen: chosen.has(id), onSelect, onPick };
  });
}

/** Cards, thumbnails first. */
export function ContentList(props: ContentListProps) {
  return (
    <ul className={classes.grid} data-picking={props.chosen.size > 0 || undefined}>
      {entriesOf(props).map(entry => (
        <ContentCard key={entry.content.id} {...entry} />
      ))}
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
