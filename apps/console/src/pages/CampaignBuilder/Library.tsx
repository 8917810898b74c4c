import { useDraggable } from '@dnd-kit/core';
import { ActionIcon, Button, SegmentedControl, Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Content, ContentType } from '@tvs/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { Failed } from '../../components/Failed.tsx';
import { IconPlus } from '../../components/icons.ts';
import { Late } from '../../components/Late.tsx';
import { SearchInput } from '../../components/SearchInput.tsx';
import { Thumb } from '../../components/Thumb.tsx';
import { seconds } from '../../lib/format.ts';
import type { Dragged } from './DragDropEditor.tsx';
import classes from './Library.module.css';

const kinds: readonly ContentType[] = ['video', 'image', 'html'];

/** What can be put into the campaign: dragged, or with its + button. */
export function Library({ onAdd }: { onAdd: (content: Content) => void }) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const [type, setType] = useState('');
  const kind = kinds.find(value => value === type);
  const list = $api.useQuery(
    'get',
    '/content',
    { params: { query: { status: 'ready', per_page: '100', ...(q && { q }), ...(kind && { type: kind }) } } },
    { placeholderData: previous => previous },
  );
  return (
    <section className={classes.library} aria-label={t('campaigns.builder.library')}>
      <SearchInput label={t('campaigns.builder.librarySearch')} value={q} onChange={setQ} w="100%" />
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('campaigns.builder.libraryFilter')}
        value={type}
        onChange={setType}
        data={[{ value: '', label: t('campaigns.builder.all') }, ...kinds.map(value => ({ value, label: t(`type.${value}`) }))]}
      />
      {list.isPending && (
        <Late>
          <Skeleton height={45} mb={12} />
          <Skeleton height={45} mb={12} />
          <Skeleton height={45} />
        </Late>
      )}
      {list.isError && !list.data && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && list.data.items.length === 0 && (
        <div className="mut">
          {q ? t('state.noResults', { q }) : t('campaigns.builder.libraryEmpty')}{' '}
          {!q && (
            <Button variant="light" size="xs" mt={8} renderRoot={props => <Link to="/content" {...props} />}>
              {t('campaigns.builder.libraryUpload')}
            </Button>
          )}
        </div>
      )}
      <ul className={classes.list}>
        {list.data?.items.map(content => (
          <LibraryRow key={content.id} content={content} onAdd={onAdd} />
        ))}
      </ul>
    </section>
  );
}

function LibraryRow({ content, onAdd }: { content: Content; onAdd: (content: Content) => void }) {
  const { t } = useTranslation();
  const data: Dragged = { from: 'library', content };
  // Only the listeners: by keyboard one uses the + button, and a button inside a button is nothing a screen reader understands.
  const { listeners, setNodeRef, isDragging } = useDraggable({ id: `library-${content.id}`, data });
  const { title, type, duration } = content;
  return (
    <li className={classes.row} data-dragging={isDragging || undefined}>
      <div ref={setNodeRef} className={classes.grip} {...listeners}>
        <Thumb src={content.thumbnail_url} type={type} width={80} />
        <span className={classes.words}>
          <b className="el">{title}</b>
          <span className="mut num">
            {t(`type.${type}`)}
            {duration !== null && ` · ${seconds(duration)}`}
          </span>
        </span>
      </div>
      <ActionIcon aria-label={t('campaigns.builder.addItem', { title })} onClick={() => onAdd(content)}>
        <IconPlus size={18} />
      </ActionIcon>
    </li>
  );
}
