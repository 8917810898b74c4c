import {
  type Active,
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  type DragOverEvent,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  type Over,
  pointerWithin,
  rectIntersection,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { sortableKeyboardCoordinates } from '@dnd-kit/sortable';
import type { Content } from '@tvs/protocol';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Thumb } from '../../components/Thumb.tsx';
import type { BuilderItem } from './builderState.ts';
import classes from './CampaignBuilder.module.css';

/** What a dragged thing carries. */
export type Dragged = { from: 'library'; content: Content } | { from: 'sequence'; item: BuilderItem };

/** Where the sequence takes what is dropped beside its items. */
export const sequenceDropId = 'sequence';

interface DragDropEditorProps {
  items: readonly BuilderItem[];
  onAdd: (content: Content, at: number) => void;
  onMove: (key: string, to: number) => void;
  /** Gets the place where something from the library would land. */
  children: (insertAt: number | null) => ReactNode;
}

/** Dragging from the library into the sequence and within it: by mouse, finger and keyboard. */
export function DragDropEditor({ items, onAdd, onMove, children }: DragDropEditorProps) {
  const { t } = useTranslation();
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const [insertAt, setInsertAt] = useState<number | null>(null);
  // What was taken from the library and dropped in the sequence does not fly back to the library.
  const [flies, setFlies] = useState(true);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    // Enter stays free to choose an item.
    useSensor(KeyboardSensor, {
      coordinateGetter: sortableKeyboardCoordinates,
      keyboardCodes: { start: ['Space'], end: ['Space', 'Enter'], cancel: ['Escape'] },
    }),
  );
  const placeOf = (what: Pick<Over | Active, 'id'> | null) => items.findIndex(({ key }) => key === what?.id);
  const name = (active: Active) => title(active.data.current as Dragged | undefined);

  const landing = ({ active, over }: Pick<DragOverEvent, 'active' | 'over'>): number | null => {
    if (!over) return null;
    const place = placeOf(over);
    if (place < 0) return items.length;
    const rect = active.rect.current.translated;
    const after = rect && rect.left + rect.width / 2 > over.rect.left + over.rect.width / 2;
    return after ? place + 1 : place;
  };
  /** The place as one counts it, of how many there will be. */
  const spoken = (event: Pick<DragOverEvent, 'active' | 'over'>): { place: number; total: number } | null => {
    if (!event.over) return null;
    if ((event.active.data.current as Dragged | undefined)?.from === 'library')
      return { place: (landing(event) ?? items.length) + 1, total: items.length + 1 };
    const place = placeOf(event.over);
    return { place: place < 0 ? items.length : place + 1, total: items.length };
  };
  const onDragEnd = (event: DragEndEvent) => {
    const what = event.active.data.current as Dragged | undefined;
    setDragged(null);
    setInsertAt(null);
    if (what?.from === 'library') {
      const at = landing(event);
      setFlies(at === null);
      if (at !== null) onAdd(what.content, at);
    } else if (what && event.over) {
      const place = placeOf(event.over);
      onMove(what.item.key, place < 0 ? items.length - 1 : place);
    }
  };
  // The place that was said last: what was just picked up lies over its own, and saying so would cut off that it was picked up.
  const said = useRef<number | null>(null);
  const announcements: Announcements = {
    onDragStart: ({ active }) => {
      const place = placeOf(active);
      said.current = place < 0 ? null : place + 1;
      return t('campaigns.builder.drag.start', { title: name(active) });
    },
    onDragOver: event => {
      const to = spoken(event);
      if ((to?.place ?? null) === said.current) return undefined;
      said.current = to?.place ?? null;
      return to ? t('campaigns.builder.drag.over', { title: name(event.active), ...to }) : '';
    },
    onDragEnd: event => {
      const to = spoken(event);
      return t(to ? 'campaigns.builder.drag.end' : 'campaigns.builder.drag.cancel', { title: name(event.active), ...to });
    },
    onDragCancel: ({ active }) => t('campaigns.builder.drag.cancel', { title: name(active) }),
  };

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={args => {
        if (args.active.data.current?.from !== 'library') return closestCenter(args);
        const within = pointerWithin(args);
        return within.length > 0
          ? within.toSorted((a, b) => Number(a.id === sequenceDropId) - Number(b.id === sequenceDropId))
          : rectIntersection(args);
      }}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t('campaigns.builder.drag.instructions') } }}
      onDragStart={({ active }) => {
        setDragged((active.data.current as Dragged | undefined) ?? null);
        setFlies(true);
      }}
      onDragMove={event => {
        if ((event.active.data.current as Dragged | undefined)?.from === 'library') setInsertAt(landing(event));
      }}
      onDragEnd={onDragEnd}
      onDragCancel={() => {
        setDragged(null);
        setInsertAt(null);
      }}
    >
      {children(insertAt)}
      <DragOverlay dropAnimation={flies ? { duration: 120, easing: 'ease-out' } : null}>
        {dragged && (
          <div className={classes.ghost}>
            <Thumb src={picture(dragged)} radius={0} />
            <b className="el">{title(dragged)}</b>
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}

function title(dragged: Dragged | undefined): string {
  if (!dragged) return '';
  return dragged.from === 'library' ? dragged.content.title : dragged.item.content.title;
}

function picture(dragged: Dragged): string | null {
  return dragged.from === 'library' ? dragged.content.thumbnail_url : dragged.item.content.thumbnail_url;
}
