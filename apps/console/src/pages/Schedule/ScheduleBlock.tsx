import { type DraggableAttributes, useDraggable } from '@dnd-kit/core';
import { CSS } from '@dnd-kit/utilities';
import { Tooltip, UnstyledButton } from '@mantine/core';
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { hhmm } from '../../lib/zone.ts';
import classes from './ScheduleBlock.module.css';
import { useCard } from './useCard.ts';
import type { Taken } from './WeekDrag.tsx';

interface ScheduleBlockProps {
  id: string;
  kind: 'wins' | 'beaten' | 'planned';
  label: string;
  /** The whole of what it says, where its place is too narrow: shown on hover and focus. */
  card: ReactNode;
  taken: Omit<Taken, 'edge'>;
  /** Where its end can be taken hold of. */
  stretches: boolean;
  movable: boolean;
  selected: boolean;
  /** Another place is being made for it. */
  leaving: boolean;
  short: boolean;
  tall: boolean;
  /** It takes the whole day: a mouse draws upon it instead of moving it, which the keyboard still does. */
  below: boolean;
  style: CSSProperties;
  /** It was moved by hand to here: the keyboard stays with it. */
  landed: boolean;
  onSelect: () => void;
  children?: ReactNode;
}

/** One stretch of a schedule in its day. Enter or a click opens it; space picks it up, a mouse drags it, its end makes it longer. */
export function ScheduleBlock(props: ScheduleBlockProps) {
  const { id, kind, label, card, taken, stretches, movable, selected, leaving, short, tall, below, style } = props;
  const { landed, onSelect, children } = props;
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement | null>(null);
  const words = useRef<HTMLElement | null>(null);
  const { shown, on } = useCard();
  const whole = useDraggable({ id, data: { ...taken, edge: 'all' } satisfies Taken, disabled: !movable });
  const end = useDraggable({ id: `${id} end`, data: { ...taken, edge: 'end' } satisfies Taken, disabled: !movable || !stretches });
  const grows = end.transform ? { height: `calc(${String(style.height)} + ${end.transform.y}px)` } : {};
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it lands
  useEffect(() => {
    if (landed) button.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div
      ref={whole.setNodeRef}
      {...on}
      className={classes.place}
      style={{ ...style, transform: CSS.Translate.toString(whole.transform), ...grows }}
      data-kind={kind}
      data-dragging={whole.isDragging || end.isDragging || undefined}
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
        {...(below && { onMouseDown: undefined })}
        data-below={below || undefined}
        className={kind === 'beaten' ? classes.beaten : classes.block}
        aria-label={label}
        data-selected={selected || undefined}
        data-short={short || undefined}
        data-tall={tall || undefined}
        onClick={onSelect}
      >
        {children}
      </UnstyledButton>
      {/* Beside the words, which stay in sight where the block itself is higher than the page. */}
      <Tooltip
        target={words}
        label={card}
        multiline
        portalProps={{ target: 'main' }}
        w={264}
        position="right-start"
        opened={shown && Boolean(card) && !whole.isDragging && !end.isDragging}
        classNames={{ tooltip: classes.card }}
      />
      {movable && stretches && (
        <button
          type="button"
          ref={element => {
            end.setNodeRef(element);
            end.setActivatorNodeRef(element);
          }}
          {...without(end.attributes)}
          {...end.listeners}
          // A stop of its own only at the block that is being worked on.
          tabIndex={selected || kind === 'planned' ? 0 : -1}
          className={classes.end}
          aria-label={t('schedule.endOf', { campaign: taken.name, time: hhmm(taken.slot.to) })}
        />
      )}
    </div>
  );
}

/** dnd-kit says "pressed" while dragging; here a button is pressed by nobody. */
function without({ 'aria-pressed': _pressed, ...attributes }: DraggableAttributes): Omit<DraggableAttributes, 'aria-pressed'> {
  return attributes;
}
