import {
  type Announcements,
  closestCenter,
  DndContext,
  DragOverlay,
  KeyboardCode,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  type UniqueIdentifier,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconCornerLeftUp, IconDeviceTv } from '../../components/icons.ts';
import { number } from '../../lib/format.ts';
import { useLocations } from '../../lib/useLocations.ts';
import classes from './PlaceDrag.module.css';
import { notInto } from './placeTree.ts';

/** The drop target that stands for the highest level. */
const top = 'top';

interface PlaceDragProps {
  /** `parent` null: the highest level. */
  onMove: (id: number, parent: number | null) => void;
  /** Gets what is dragged can't go into; nothing while nothing is dragged. */
  children: (without: ReadonlySet<number | null> | null) => ReactNode;
}

/** A place dragged into another: by mouse, finger and keyboard, where the arrows go from place to place. */
export function PlaceDrag({ onMove, children }: PlaceDragProps) {
  const { t } = useTranslation();
  const { byId, rows, players } = useLocations();
  const [dragged, setDragged] = useState<number | null>(null);
  const [without, setWithout] = useState<ReadonlySet<number | null> | null>(null);
  const said = useRef<UniqueIdentifier | null>(null);
  // Whether an arrow was pressed since it was picked up.
  const steered = useRef(false);
  const steer = useCallback<KeyboardCoordinateGetter>((event, args) => {
    const to = fromPlaceToPlace(event, args);
    if (to) steered.current = true;
    return to;
  }, []);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 4 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 180, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: steer }),
  );
  const nameOf = (id: UniqueIdentifier | undefined) =>
    id === top ? t('settings.locations.form.noParent') : (byId.get(Number(id))?.name ?? '');
  const end = () => {
    setDragged(null);
    setWithout(null);
  };
  const announcements: Announcements = {
    onDragStart: ({ active }) => {
      said.current = null;
      steered.current = false;
      return t('settings.locations.move.start', { name: nameOf(active.id) });
    },
    onDragOver: ({ active, over }) => {
      if (!over || over.id === said.current) return undefined;
      said.current = over.id;
      return t('settings.locations.move.over', { name: nameOf(active.id), place: nameOf(over.id) });
    },
    onDragEnd: ({ active, over }) =>
      t(over ? 'settings.locations.move.end' : 'settings.locations.move.cancel', { name: nameOf(active.id), place: nameOf(over?.id) }),
    onDragCancel: ({ active }) => t('settings.locations.move.cancel', { name: nameOf(active.id) }),
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={args => {
        if (args.pointerCoordinates) return pointerWithin(args);
        // Just picked up, it is over nothing: else where it would land would cut off that it was picked up.
        return steered.current ? closestCenter(args) : [];
      }}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t('settings.locations.move.instructions') } }}
      onDragStart={({ active }) => {
        setDragged(Number(active.id));
        setWithout(notInto(rows, Number(active.id)));
      }}
      onDragEnd={({ active, over }) => {
        end();
        if (over) onMove(Number(active.id), over.id === top ? null : Number(over.id));
      }}
      onDragCancel={end}
    >
      <Top shown={without !== null && !without.has(null)} />
      {children(without)}
      <DragOverlay dropAnimation={null}>
        {dragged !== null && (
          <div className={classes.ghost}>
            <b className="el">{nameOf(dragged)}</b>
            <span className="mut num">
              <IconDeviceTv size={14} aria-hidden /> {number(players.get(dragged) ?? 0)}
            </span>
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}

/** Where a place is dropped that shall lie in none. */
function Top({ shown }: { shown: boolean }) {
  const { t } = useTranslation();
  const { setNodeRef, isOver } = useDroppable({ id: top, disabled: !shown });
  return (
    <div ref={setNodeRef} className={classes.top} data-shown={shown || undefined} data-over={isOver || undefined} aria-hidden={!shown}>
      {shown && (
        <>
          <IconCornerLeftUp size={16} aria-hidden /> {t('settings.locations.form.noParent')}
        </>
      )}
    </div>
  );
}

/** Arrows go from one place that may take it to the next. */
const fromPlaceToPlace: KeyboardCoordinateGetter = (event, { currentCoordinates, context }) => {
  const step = { [KeyboardCode.Down]: 1, [KeyboardCode.Up]: -1 }[event.code];
  const { droppableContainers, droppableRects, collisionRect, over } = context;
  if (step === undefined || !collisionRect) return undefined;
  event.preventDefault();
  const targets = droppableContainers
    .getEnabled()
    .flatMap(({ id }) => {
      const rect = droppableRects.get(id);
      return rect ? [{ id, rect }] : [];
    })
    .toSorted((a, b) => a.rect.top - b.rect.top);
  const middle = collisionRect.top + collisionRect.height / 2;
  const at = targets.findIndex(({ id }) => id === over?.id);
  const next =
    at >= 0
      ? targets[at + step]
      : step > 0
        ? targets.find(({ rect }) => rect.top > middle)
        : targets.findLast(({ rect }) => rect.top + rect.height < middle);
  if (!next) return undefined;
  return { x: currentCoordinates.x, y: currentCoordinates.y + next.rect.top + next.rect.height / 2 - middle };
};
