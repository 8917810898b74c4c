import { useState } from 'react';
import type { Move, Slot } from './moves.ts';
import type { Drawn } from './usePlan.ts';
import type { Taken } from './WeekDrag.tsx';

/** What a hand did in the week, for the form of this schedule (0: a new one) to take over. */
export interface HandMove extends Move {
  id: number;
  /** Of the schedule as it was when the hand took it. */
  version: string | undefined;
  /** Counts up: each is taken over once. */
  n: number;
}

interface Hand {
  /** The schedule whose form is open; 0: a new one's, nothing: none is. */
  open: number | undefined;
  /** Opens the form of a schedule. */
  edit: (id: number) => void;
  /** Opens a new schedule's form; `until` where it was drawn. */
  create: (date: string, time: string, until: string | undefined) => void;
}

/** What is drawn and moved in the week goes to the form, which says what it changes before anything is saved. */
export function useHand({ open, edit, create }: Hand, clock: (minutes: number) => string) {
  const [move, setMove] = useState<HandMove | null>(null);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const next = (id: number, was: Slot | null, becomes: Slot, version?: string) =>
    setMove(last => ({ id, n: (last?.n ?? 0) + 1, was, becomes, version }));
  return {
    move,
    drawn,
    setDrawn,
    /** A form that closes leaves nothing behind for the next. */
    forget: () => setMove(null),
    take: ({ scheduleId, slot, version }: Taken, becomes: Slot) => {
      next(scheduleId, slot, becomes, version);
      if (scheduleId !== open) edit(scheduleId);
    },
    draw: (slot: Slot, whole: boolean) => {
      // What is typed already in a new schedule's form stays: only its hours change.
      if (open === 0) next(0, null, slot);
      else create(slot.date, clock(slot.from), whole ? clock(slot.to % 1440) : undefined);
    },
  };
}
