import { type DraggableAttributes, useDraggable } from '@dnd-kit/core';
import { CSS } from '@dnd-kit/utilities';
import { Tooltip, UnstyledButton } from '@mantine/core';
import type { ContentType } from '@tvs/protocol';
import { type CSSProperties, type MouseEvent, memo, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Thumb } from '../../components/Thumb.tsx';
import { hhmm } from '../../lib/zone.ts';
import type { Block } from './blocks.ts';
import { placeOf } from './place.ts';
import classes from './ScheduleBlock.module.css';
import { useCard } from './useCard.ts';
import type { Taken } from './WeekDrag.tsx';

interface ScheduleBlockProps {
  block: Block;
  /** Of a beaten one: which strip at the column's edge; of a winner: how many strips stand in it. */
  lane: number;
  /** `ground`: a whole day that is beaten. */
  kind: 'wins' | 'beaten' | 'ground' | 'planned';
  label: string;
  name: string;
  hours: string;
  why: string;
  src: string | null | undefined;
  type: ContentType | undefined;
  /** The whole of what it says, where its place is too narrow: shown on hover and focus. */
  cardOf: ((block: Block) => ReactNode) | undefined;
  /** Of the schedule as it is drawn. */
  version: string | undefined;
  /** Whether it can go to another day. */
  anyDay: boolean;
  movable: boolean;
  selected: boolean;
  /** Another place is being made for it. */
  leaving: boolean;
  /** It was moved by hand to here: the keyboard stays with it. */
  landed: boolean;
  onSelect: (scheduleId: number) => void;
}

/** Pixels, as in the style sheets: of an hour where it is lowest, and of a line of a strip's words. */
const [hourHeight, lineHeight] = [34, 15];

/**
 * One stretch of a schedule in its day. Enter or a click opens it; space picks it up, a mouse drags it, its end makes it longer. What takes the whole day is
 * ground to draw upon: a mouse drags it by its name.
 */
export const ScheduleBlock = memo(function ScheduleBlock(props: ScheduleBlockProps) {
  const { block, lane, kind, label, name, hours, why, src, type, cardOf, version, anyDay, movable, selected, leaving, landed } = props;
  const { key: id, scheduleId, campaignId, date, from, to, beatenBy, band } = block;
  const button = useRef<HTMLButtonElement | null>(null);
  const words = useRef<HTMLElement | null>(null);
  const { shown, on } = useCard();
  /** How many pixels longer its end is being made. */
  const [grown, setGrown] = useState<number | null>(null);
  const taken: Omit<Taken, 'edge'> = { scheduleId, name, slot: { date, from, to }, anyDay, anyTime: !band, version };
  const whole = useDraggable({ id, data: { ...taken, edge: 'all' } satisfies Taken, disabled: !movable });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it lands
  useEffect(() => {
    if (landed) button.current?.focus({ preventScroll: true });
  }, []);
  const tall = to - from;
  const below = band || tall === 1440;
  const grip = below && movable && anyDay;
  const byName = (event: MouseEvent) => {
    if (grip && event.target instanceof Element && event.target.closest('[data-grip]')) whole.listeners?.onMouseDown?.(event);
  };
  const marks: Record<string, string | number> = {
    '--lane': lane,
    '--edge': `var(--chart-${(campaignId % 6) + 1})`,
    // Whole lines, by the height of an hour in the week.
    '--lines': Math.max(1, Math.floor(((tall / 60) * hourHeight - 10) / lineHeight)),
  };
  const { top, height } = placeOf(block);
  const style: CSSProperties = { top, height: grown === null ? height : `calc(${height} + ${grown}px)`, ...marks };
  const dragging = whole.isDragging || grown !== null;
  return (
    <div
      ref={whole.setNodeRef}
      {...on}
      className={classes.place}
      style={{ ...style, transform: CSS.Translate.toString(whole.transform) }}
      data-kind={kind}
      data-dragging={dragging || undefined}
      data-leaving={leaving || undefined}
    >
      <UnstyledButton
        ref={element => {
          button.current = element;
          words.current = element?.firstElementChild as HTMLElement | null;
          whole.setActivatorNodeRef(element);
        }}
        {...(movable && without(whole.attributes))}
        {...(movable && whole.listeners)}
        {...(below && { onMouseDown: byName })}
        data-below={below || undefined}
        data-band={(band && beatenBy === null) || undefined}
        className={beatenBy === null ? classes.block : classes.beaten}
        aria-label={label}
        data-selected={selected || undefined}
        data-short={tall < 55 || undefined}
        data-brief={(tall >= 55 && tall < 85) || undefined}
        data-tall={tall >= 150 || undefined}
        data-low={tall < 45 || undefined}
        onClick={() => props.onSelect(scheduleId)}
      >
        {beatenBy === null ? (
          <span className={classes.inside} data-grip={grip || undefined}>
            {tall >= 150 && <Thumb src={src} type={type} />}
            <b>{name}</b>{' '}
            <span className={`${classes.hours} num`}>
              {hours.includes('–') ? (
                <>
                  {hhmm(from)}–<wbr />
                  {hhmm(to)}
                </>
              ) : (
                hours
              )}
            </span>
          </span>
        ) : (
          kind === 'beaten' && (
            <span className={classes.lost}>
              <b>{name}</b> <span>{why}</span>
            </span>
          )
        )}
      </UnstyledButton>
      {shown && cardOf && !dragging && (
        // Beside the words, which stay in sight where the block itself is higher than the page.
        <Tooltip
          target={words.current ?? button}
          label={cardOf(block)}
          multiline
          portalProps={{ target: 'main' }}
          w={264}
          position="right-start"
          opened
          classNames={{ tooltip: classes.card }}
        />
      )}
      {movable && beatenBy === null && <End id={`${id} end`} taken={taken} shown={selected || kind === 'planned'} onGrow={setGrown} />}
    </div>
  );
});

interface EndProps {
  id: string;
  taken: Omit<Taken, 'edge'>;
  shown: boolean;
  /** Hears how many pixels longer it is made; `null`: nobody holds it. */
  onGrow: (pixels: number | null) => void;
}

/** The end of a block, to be taken hold of. */
function End({ id, taken, shown, onGrow }: EndProps) {
  const { t } = useTranslation();
  const end = useDraggable({ id, data: { ...taken, edge: 'end' } satisfies Taken });
  const far = end.isDragging ? (end.transform?.y ?? 0) : null;
  useLayoutEffect(() => onGrow(far), [far, onGrow]);
  return (
    <button
      type="button"
      ref={element => {
        end.setNodeRef(element);
        end.setActivatorNodeRef(element);
      }}
      {...without(end.attributes)}
      {...end.listeners}
      // A stop of its own only at the block that is being worked on.
      tabIndex={shown ? 0 : -1}
      className={classes.end}
      aria-label={t('schedule.endOf', { campaign: taken.name, time: hhmm(taken.slot.to) })}
    />
  );
}

/** dnd-kit says "pressed" while dragging; here a button is pressed by nobody. */
function without({ 'aria-pressed': _pressed, ...attributes }: DraggableAttributes): Omit<DraggableAttributes, 'aria-pressed'> {
  return attributes;
}
