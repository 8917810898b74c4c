import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { ActionIcon, UnstyledButton } from '@mantine/core';
import type { EditorialItem } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { IconAlertTriangle, IconGripVertical, IconPencil, IconTrash } from '../../components/icons.ts';
import { moment } from '../../lib/format.ts';
import classes from './Editorials.module.css';
import type { ItemState } from './slides.ts';
import { useEditorialPlace } from './useEditorials.ts';

interface ItemRowProps {
  item: EditorialItem;
  /** From 1. */
  place: number;
  total: number;
  state: ItemState;
  /** As many as screens show. */
  most: number;
  selected: boolean;
  writable: boolean;
  onSelect: () => void;
  onEdit: () => void;
  onDelete: () => void;
}

/** One item: its grip moves it, its words choose it. */
export function ItemRow({ item, place, total, state, most, selected, writable, onSelect, onEdit, onDelete }: ItemRowProps) {
  const { t } = useTranslation();
  const { zone } = useEditorialPlace();
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({ id: item.id });
  const { title, body, published_at, expires_at } = item;
  const { 'aria-pressed': _, ...grip } = attributes;
  const until = expires_at === null ? t('editorials.item.always') : moment(expires_at, zone);
  return (
    <li
      ref={setNodeRef}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      className={classes.item}
      data-selected={selected || undefined}
      data-off={state !== 'shown' || undefined}
      data-dragging={isDragging || undefined}
    >
      {writable && (
        <ActionIcon
          ref={setActivatorNodeRef}
          className={classes.grip}
          {...grip}
          {...listeners}
          aria-label={t('editorials.item.move', { title, place, total })}
        >
          <IconGripVertical size={18} />
        </ActionIcon>
      )}
      <UnstyledButton className={classes.itemWords} aria-current={selected || undefined} onClick={onSelect}>
        <b>{title}</b>
        {body && <span className={classes.body}>{body}</span>}
        {published_at && (
          <time className="dim cap" dateTime={published_at}>
            {moment(published_at, zone)}
          </time>
        )}
      </UnstyledButton>
      <span className={`${classes.until} num`} data-warn={state !== 'shown' || undefined}>
        {state !== 'shown' && <IconAlertTriangle size={14} aria-hidden />}
        {state === 'expired'
          ? t('editorials.item.expired', { when: until })
          : state === 'beyond'
            ? t('editorials.item.beyond', { max: most })
            : expires_at === null
              ? until
              : t('time.until', { when: until })}
      </span>
      {writable && (
        <span className={classes.itemActions}>
          <ActionIcon aria-label={t('editorials.item.edit', { title })} onClick={onEdit}>
            <IconPencil size={18} />
          </ActionIcon>
          <ActionIcon aria-label={t('editorials.item.remove', { title })} onClick={onDelete}>
            <IconTrash size={18} />
          </ActionIcon>
        </span>
      )}
    </li>
  );
}
