import type { DraggableAttributes } from '@dnd-kit/core';
import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconAlertTriangle, IconGripVertical, IconVolumeOff } from '../../components/icons.ts';
import { Thumb } from '../../components/Thumb.tsx';
import { seconds } from '../../lib/format.ts';
import type { BuilderItem } from './builderState.ts';
import type { Dragged } from './DragDropEditor.tsx';
import { shortDate, standingOf } from './itemDates.ts';
import classes from './Sequence.module.css';
import { Standing } from './Standing.tsx';
import { leastWidth } from './stripPace.ts';

interface SequenceItemProps {
  item: BuilderItem;
  /** From 1. */
  place: number;
  total: number;
  length: number | null;
  selected: boolean;
  playing: boolean;
  /** Where something from the library would land. */
  mark: 'before' | 'after' | undefined;
  vertical: boolean;
  today: string;
  onSelect: (key: string) => void;
  children?: ReactNode;
}

/** One place of the sequence. Enter or a click chooses it, space picks it up. */
export function SequenceItem({
  item,
  place,
  total,
  length,
  selected,
  playing,
  mark,
  vertical,
  today,
  onSelect,
  children,
}: SequenceItemProps) {
  const { t } = useTranslation();
  const data: Dragged = { from: 'sequence', item };
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({ id: item.key, data });
  const { title, type, status, thumbnail_url } = item.content;
  const standing = standingOf(item, today);
  const dates = standing && t(`campaigns.builder.valid.${standing.kind}`, { date: shortDate(standing.date, today) });
  const words = length === null ? t('campaigns.builder.ownLength') : seconds(length);
  const style = {
    transform: CSS.Translate.toString(transform),
    transition,
    ...(!vertical && { width: `clamp(${leastWidth(standing !== null)}px, calc(var(--second) * ${length ?? 15}), 340px)` }),
  };
  return (
    <li
      ref={setNodeRef}
      style={style}
      className={classes.item}
      data-selected={selected || undefined}
      data-playing={playing || undefined}
      data-dragging={isDragging || undefined}
      data-mark={mark}
      data-off={(standing !== null && standing.kind !== 'until') || undefined}
    >
      <UnstyledButton
        ref={setActivatorNodeRef}
        className={classes.card}
        {...without(attributes)}
        {...listeners}
        aria-current={selected || undefined}
        aria-label={t('campaigns.builder.place', { place, total, title, seconds: dates === null ? words : `${words}, ${dates}` })}
        onClick={() => onSelect(item.key)}
      >
        {vertical && <IconGripVertical size={18} className={classes.handle} aria-hidden />}
        <Thumb src={thumbnail_url} type={type} radius={0} {...(vertical && { width: 76 })} />
        <span className={classes.words}>
          <b className="el">{title}</b>{' '}
          <span className={`${classes.small} num`}>
            {words}
            {item.muted && <IconVolumeOff size={14} aria-hidden />}
            {status !== 'ready' && <IconAlertTriangle size={14} aria-hidden className={classes.warn} />}
          </span>{' '}
          {standing && <Standing standing={standing} today={today} />}
        </span>
      </UnstyledButton>
      {children && <div className={classes.inline}>{children}</div>}
    </li>
  );
}

/** dnd-kit says "pressed" while dragging; here a button is pressed by nobody. */
function without({ 'aria-pressed': _pressed, ...attributes }: DraggableAttributes): Omit<DraggableAttributes, 'aria-pressed'> {
  return attributes;
}
