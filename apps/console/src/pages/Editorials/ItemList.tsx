import {
  type Active,
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  MouseSensor,
  type Over,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import type { Editorial, EditorialItem } from '@tvs/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { DeleteItem } from './DeleteItem.tsx';
import classes from './Editorials.module.css';
import { ItemForm } from './ItemForm.tsx';
import { ItemRow } from './ItemRow.tsx';
import { itemStates } from './slides.ts';
import { useItemOrder } from './useItemOrder.ts';

interface ItemListProps {
  editorial: Editorial;
  items: readonly EditorialItem[];
  now: number;
  selected: number | undefined;
  onSelect: (id: number | undefined) => void;
}

/** The items in their order; those by hand are moved by mouse, finger and keyboard. */
export function ItemList({ editorial, items, now, selected, onSelect }: ItemListProps) {
  const { t } = useTranslation();
  const { canWrite } = useAuth();
  const [open, setOpen] = useState<{ what: 'edit' | 'delete'; item: EditorialItem } | null>(null);
  const { ordered, move, busy } = useItemOrder(editorial, items);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 180, tolerance: 8 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: sortableKeyboardCoordinates,
      keyboardCodes: { start: ['Space'], end: ['Space', 'Enter'], cancel: ['Escape'] },
    }),
  );
  const writable = canWrite && editorial.kind === 'manual';
  const states = itemStates(ordered, editorial.config.max_items, now);
  const shown = [...states.values()].filter(state => state === 'shown').length;
  const total = ordered.length;
  const placeOf = (over: Over | null) => ordered.findIndex(({ id }) => id === over?.id);
  const titleOf = (active: Active) => ordered.find(({ id }) => id === active.id)?.title ?? '';
  const where = (event: { active: Active; over: Over | null }) => ({ title: titleOf(event.active), place: placeOf(event.over) + 1, total });
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('editorials.item.dragStart', { title: titleOf(active) }),
    onDragOver: event => t('editorials.item.dragOver', where(event)),
    onDragEnd: event => t('editorials.item.dragEnd', where(event)),
    onDragCancel: ({ active }) => t('editorials.item.dragCancel', { title: titleOf(active) }),
  };
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const to = placeOf(over);
    if (to >= 0) move(Number(active.id), to);
  };
  // What a dialog is about stays until it has closed, but follows what is known of it.
  const about = open && (items.find(({ id }) => id === open.item.id) ?? open.item);
  return (
    <>
      <div className={classes.columns} data-writable={writable || undefined} aria-hidden>
        <span>{t('editorials.item.column.item')}</span>
        <span>{t('editorials.item.column.until')}</span>
      </div>
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        accessibility={{ announcements, screenReaderInstructions: { draggable: t('editorials.item.instructions') } }}
        onDragEnd={onDragEnd}
      >
        <SortableContext items={ordered.map(({ id }) => id)} strategy={verticalListSortingStrategy} disabled={!writable || busy}>
          <ol className={classes.items} aria-label={t('editorials.item.list')}>
            {ordered.map((item, place) => (
              <ItemRow
                key={item.id}
                item={item}
                place={place + 1}
                total={total}
                state={states.get(item.id) ?? 'shown'}
                most={editorial.config.max_items}
                selected={item.id === selected}
                writable={writable}
                onSelect={() => onSelect(item.id)}
                onEdit={() => setOpen({ what: 'edit', item })}
                onDelete={() => setOpen({ what: 'delete', item })}
              />
            ))}
          </ol>
        </SortableContext>
      </DndContext>
      <p className={classes.sum}>
        {total > shown ? t('editorials.item.sumRest', { shown, count: total - shown }) : t('editorials.item.sum', { shown })}
        {editorial.kind === 'feed' && ` · ${t('editorials.item.fromFeed')}`}
      </p>
      {about && writable && (
        <>
          <ItemForm
            key={`edit-${about.id}`}
            editorial={editorial}
            item={about}
            opened={open.what === 'edit'}
            onClose={() => setOpen(null)}
            onSaved={({ id }) => onSelect(id)}
          />
          <DeleteItem
            editorialId={editorial.id}
            item={about}
            opened={open.what === 'delete'}
            onClose={() => setOpen(null)}
            onDeleted={() => onSelect(undefined)}
          />
        </>
      )}
    </>
  );
}
