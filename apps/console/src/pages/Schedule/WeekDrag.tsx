import {
  type Active,
  type Announcements,
  DndContext,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  type Modifier,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { type ReactNode, type RefObject, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { localDate } from '../../lib/format.ts';
import { useStable } from '../../lib/useStable.ts';
import { hhmm } from '../../lib/zone.ts';
import { quarter, type Slot, snap } from './moves.ts';

/** What a dragged block carries. */
export interface Taken {
  scheduleId: number;
  name: string;
  slot: Slot;
  /** The whole block, or only its end. */
  edge: 'all' | 'end';
  /** Whether it can go to another day. */
  anyDay: boolean;
  /** Whether it can go to other hours: what takes whole days has none. */
  anyTime: boolean;
  /** Of the schedule as it was drawn when the hand took it; nothing: what is not saved. */
  version: string | undefined;
}

interface WeekDragProps {
  dates: readonly string[];
  /** The days beside each other, without the hours at their left. */
  days: RefObject<HTMLDivElement | null>;
  /** Something is held, or no longer. */
  onHold: (holds: boolean) => void;
  onMove: (taken: Taken, becomes: Slot) => void;
  children: ReactNode;
}

const day = 1440;
const rail = 48;
const hour = 60;

/** Moves the blocks of a week, and their ends, by mouse, finger and keyboard: a quarter of an hour at a time, or a day. */
export function WeekDrag({ dates, days, onHold, onMove, children }: WeekDragProps) {
  const { t } = useTranslation();
  // The announcements are not told how far it went.
  const gone = useRef(nowhere);
  const arrows = useStable((event: KeyboardEvent, x: number, y: number) => step(event, x, y));
  // The same at each render: else all blocks would be drawn again whenever one of them changes.
  const sensors = useSensors(
    useSensor(MouseSensor, byMouse),
    useSensor(TouchSensor, byTouch),
    useSensor(
      KeyboardSensor,
      useMemo(() => ({ coordinateGetter: (event, { currentCoordinates: { x, y } }) => arrows(event, x, y), keyboardCodes }), [arrows]),
    ),
  );
  const scale = () => {
    const box = days.current?.getBoundingClientRect();
    return { minute: (box?.height ?? day) / day, column: ((box?.width ?? 0) - rail) / dates.length };
  };
  const step = (event: KeyboardEvent, x: number, y: number): ReturnType<KeyboardCoordinateGetter> => {
    const { minute, column } = scale();
    const far = minute * (event.shiftKey ? hour : quarter);
    const ways: Readonly<Record<string, { x: number; y: number }>> = {
      ArrowUp: { x, y: y - far },
      ArrowDown: { x, y: y + far },
      ArrowLeft: { x: x - column, y },
      ArrowRight: { x: x + column, y },
    };
    const way = ways[event.code];
    if (way) event.preventDefault();
    return way;
  };
  const landing = ({ slot, edge, anyDay, anyTime }: Taken, { x, y }: { x: number; y: number }): Slot => {
    const { minute, column } = scale();
    const { date, from, to } = slot;
    const down = y / minute;
    if (edge === 'end') return { ...slot, to: between(snap(to + down), from + quarter, day) };
    const start = anyTime ? between(snap(from + down), 0, day - (to - from)) : from;
    const place = between(dates.indexOf(date) + (anyDay ? Math.round(x / column) : 0), 0, dates.length - 1);
    return { date: dates[place] ?? date, from: start, to: start + to - from };
  };
  const lines: Modifier = ({ transform, active }) => {
    const taken = active?.data.current as Taken | undefined;
    if (!taken) return transform;
    const { minute, column } = scale();
    const { slot } = taken;
    const next = landing(taken, transform);
    const y = (taken.edge === 'end' ? next.to - slot.to : next.from - slot.from) * minute;
    return { ...transform, x: (dates.indexOf(next.date) - dates.indexOf(slot.date)) * column, y };
  };
  const spoken = (active: Active, delta = gone.current) => {
    const taken = active.data.current as Taken;
    const { date, from, to } = landing(taken, delta);
    return {
      campaign: taken.name,
      day: localDate(date, { weekday: 'long', day: 'numeric', month: 'short' }),
      times: `${hhmm(from)}–${hhmm(to)}`,
    };
  };
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('schedule.drag.start', spoken(active, nowhere)),
    onDragMove: ({ active }) => t('schedule.drag.move', spoken(active)),
    // There is nothing to be over: what counts is where in the week it is.
    onDragOver: () => undefined,
    onDragEnd: ({ active }) => {
      const taken = active.data.current as Taken;
      return t(goes(taken, landing(taken, gone.current)) ? 'schedule.drag.end' : 'schedule.drag.cancel', spoken(active));
    },
    onDragCancel: ({ active }) => t('schedule.drag.cancel', spoken(active, nowhere)),
  };
  return (
    <DndContext
      sensors={sensors}
      modifiers={[lines]}
      // Only right at the edge: else a block near it runs away from the hand.
      autoScroll={{ threshold: { x: 0, y: 0.04 }, acceleration: 4 }}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t('schedule.drag.instructions') } }}
      onDragStart={() => {
        gone.current = nowhere;
        onHold(true);
      }}
      onDragCancel={() => onHold(false)}
      onDragMove={({ delta }) => {
        gone.current = delta;
      }}
      onDragEnd={({ active, delta }) => {
        onHold(false);
        const taken = active.data.current as Taken;
        const next = landing(taken, delta);
        if (goes(taken, next)) onMove(taken, next);
      }}
    >
      {children}
    </DndContext>
  );
}

const byMouse = { activationConstraint: { distance: 6 } };
const byTouch = { activationConstraint: { delay: 220, tolerance: 8 } };
/** Enter stays free to open a block. */
const keyboardCodes = { start: ['Space'], end: ['Space', 'Enter'], cancel: ['Escape'] };
const nowhere = { x: 0, y: 0 };
const goes = ({ slot: { date, from, to } }: Taken, next: Slot) => next.date !== date || next.from !== from || next.to !== to;
const between = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));
