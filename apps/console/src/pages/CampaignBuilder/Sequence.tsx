import { useDroppable } from '@dnd-kit/core';
import { horizontalListSortingStrategy, SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { useElementSize } from '@mantine/hooks';
import { isValidOn } from '@tvs/schedule/spans';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../../lib/format.ts';
import { itemSeconds } from '../../lib/stageItems.ts';
import type { BuilderItem } from './builderState.ts';
import { sequenceDropId } from './DragDropEditor.tsx';
import { standingOf } from './itemDates.ts';
import classes from './Sequence.module.css';
import { SequenceItem } from './SequenceItem.tsx';
import { leastWidth, stripPace } from './stripPace.ts';

interface SequenceProps {
  items: readonly BuilderItem[];
  standard: number;
  /** Seconds of one round today. */
  total: number;
  today: string;
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
  const { items, standard, total, today, selected, playing, insertAt, vertical, readOnly, onSelect, inspector, children } = props;
  const { t } = useTranslation();
  const { setNodeRef, isOver } = useDroppable({ id: sequenceDropId });
  const { ref: measure, width } = useElementSize();
  const cards = items.map(item => ({ seconds: itemSeconds(item, standard) ?? 15, least: leastWidth(standingOf(item, today) !== null) }));
  const valid = items.filter(item => isValidOn(item, today)).length;
  const count = t('campaigns.items', { count: items.length });
  const shown = valid === items.length ? count : t('campaigns.itemsToday', { valid, items: count });
  const scale: Record<string, string> = { '--second': `${stripPace(cards, width)}px` };
  const keys = useMemo(() => items.map(({ key }) => key), [items]);
  return (
    <section className={classes.sequence} data-vertical={vertical || undefined} aria-label={t('campaigns.builder.sequence')}>
      <header ref={measure} className={classes.header}>
        <h2>{t('campaigns.builder.sequence')}</h2>
        <span className="mut num">{total > 0 ? t('campaigns.builder.sequenceNote', { items: shown, duration: clock(total) }) : shown}</span>
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
                today={today}
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
