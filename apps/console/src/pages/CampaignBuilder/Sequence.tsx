import { useDroppable } from '@dnd-kit/core';
import { horizontalListSortingStrategy, SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../../lib/format.ts';
import { itemSeconds } from '../../lib/stageItems.ts';
import type { BuilderItem } from './builderState.ts';
import { sequenceDropId } from './DragDropEditor.tsx';
import classes from './Sequence.module.css';
import { SequenceItem } from './SequenceItem.tsx';

interface SequenceProps {
  items: readonly BuilderItem[];
  standard: number;
  total: number;
  selected: string | null;
  playing: string | null;
  insertAt: number | null;
  vertical: boolean;
  readOnly: boolean;
  onSelect: (key: string) => void;
  /** Opens below the chosen item where there is no column for it. */
  inspector: ReactNode;
  children?: ReactNode;
}

/** The campaign in its order; widths are seconds, so that the rhythm shows. */
export function Sequence(props: SequenceProps) {
  const { items, standard, total, selected, playing, insertAt, vertical, readOnly, onSelect, inspector, children } = props;
  const { t } = useTranslation();
  const { setNodeRef, isOver } = useDroppable({ id: sequenceDropId });
  const { ref: measure, width } = useElementSize();
  // Fills the strip while it can; a long campaign scrolls instead of shrinking to nothing.
  const perSecond = Math.max(7, Math.min(18, (width - 56 - items.length * 8) / Math.max(1, total)));
  const scale: Record<string, string> = { '--second': `${perSecond}px` };
  const keys = useMemo(() => items.map(({ key }) => key), [items]);
  return (
    <section className={classes.sequence} data-vertical={vertical || undefined} aria-label={t('campaigns.builder.sequence')}>
      <header ref={measure} className={classes.header}>
        <h2>{t('campaigns.builder.sequence')}</h2>
        <span className="mut num">
          {t('campaigns.builder.sequenceNote', { items: t('campaigns.items', { count: items.length }), duration: clock(total) })}
        </span>
        {!vertical && items.length > 0 && <span className={classes.hint}>{t('campaigns.builder.stripHint')}</span>}
        {children}
      </header>
      <div ref={setNodeRef} className={classes.track} data-over={isOver || insertAt !== null || undefined}>
        <SortableContext items={keys} strategy={vertical ? verticalListSortingStrategy : horizontalListSortingStrategy} disabled={readOnly}>
          <ol className={classes.list} style={scale}>
            {items.map((item, place) => (
              <SequenceItem
                key={item.key}
                item={item}
                place={place + 1}
                total={items.length}
                length={itemSeconds(item, standard)}
                selected={item.key === selected}
                playing={item.key === playing}
                mark={insertAt === place ? 'before' : insertAt === items.length && place === items.length - 1 ? 'after' : undefined}
                vertical={vertical}
                onSelect={onSelect}
              >
                {item.key === selected && inspector}
              </SequenceItem>
            ))}
          </ol>
        </SortableContext>
        {items.length === 0 && <p className={classes.empty}>{t('campaigns.builder.dropHere')}</p>}
      </div>
    </section>
  );
}
