import { Button, Skeleton } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { Editorial } from '@tvs/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failed } from '../../components/Failed.tsx';
import { IconPlus, IconRefresh, IconSettings, IconTrash } from '../../components/icons.ts';
import { Late } from '../../components/Late.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { ago } from '../../lib/format.ts';
import { useNow } from '../../lib/useNow.ts';
import { BackToList } from './BackToList.tsx';
import { DeleteEditorial } from './DeleteEditorial.tsx';
import type { DetailProps } from './EditorialDetailPage.tsx';
import { EditorialForm } from './EditorialForm.tsx';
import classes from './Editorials.module.css';
import { FeedNotice } from './FeedNotice.tsx';
import { ItemForm } from './ItemForm.tsx';
import { ItemList } from './ItemList.tsx';
import { OnScreen } from './OnScreen.tsx';
import { UsedIn } from './UsedIn.tsx';
import { noItems, useItems } from './useEditorials.ts';
import { useReadFeed } from './useReadFeed.ts';

/** One editorial: where its items come from, the items, and the screen. */
export function EditorialDetail({
  editorial,
  arrived,
  item,
  alone,
  onSelect,
  onGone,
}: DetailProps & { editorial: Editorial; arrived: number }) {
  const { t } = useTranslation();
  const { canWrite } = useAuth();
  const now = useNow(30_000, arrived);
  useDocumentTitle(`${editorial.name} · TVS`);
  const items = useItems(editorial.id);
  const [open, setOpen] = useState<'edit' | 'delete' | 'item' | null>(null);
  const { read, busy } = useReadFeed(editorial);
  const { name, kind, feed, config } = editorial;
  const all = items.data?.items ?? noItems;
  const close = () => setOpen(null);
  const note = [
    t(`editorials.kind.${kind}`),
    ...(kind === 'feed' ? [t('editorials.every', { minutes: config.refresh_minutes })] : []),
    ...(feed?.fetched_at && !feed.error ? [t('editorials.feed.read', { ago: ago(feed.fetched_at, now) })] : []),
  ].join(' · ');
  const addItem = (
    <Button variant={all.length === 0 ? 'light' : 'default'} leftSection={<IconPlus size={18} />} onClick={() => setOpen('item')}>
      {t('editorials.item.new')}
    </Button>
  );
  return (
    <>
      <section className={classes.detail} aria-labelledby="editorial">
        {alone && <BackToList />}
        <header className={classes.header}>
          <div className={classes.titles}>
            {alone ? <h1 id="editorial">{name}</h1> : <h2 id="editorial">{name}</h2>}
            <p className="mut cap">{note}</p>
            {editorial.feed_url && <p className={`${classes.address} dim cap`}>{editorial.feed_url}</p>}
          </div>
          {canWrite && (
            <div className={classes.actions}>
              <Button variant="default" leftSection={<IconSettings size={18} />} onClick={() => setOpen('edit')}>
                {t('editorials.settings')}
              </Button>
              <Button variant="default" px={9} color="red" aria-label={t('editorials.delete')} onClick={() => setOpen('delete')}>
                <IconTrash size={18} />
              </Button>
              {kind === 'manual' && addItem}
              {kind === 'feed' && !feed?.error && (
                <Button variant="default" leftSection={<IconRefresh size={18} />} loading={busy} onClick={read}>
                  {t('editorials.feed.now')}
                </Button>
              )}
            </div>
          )}
        </header>
        {feed && <FeedNotice editorial={editorial} now={now} busy={busy} onRead={read} onChange={() => setOpen('edit')} />}
        {items.isPending && (
          <Late>
            <Skeleton height={280} radius={10} />
          </Late>
        )}
        {items.isError && !items.data && <Failed error={items.error} onRetry={() => void items.refetch()} />}
        {items.data && all.length === 0 && (
          <EmptyState title={t('editorials.item.noneTitle')} actions={canWrite && kind === 'manual' && addItem}>
            {t(kind === 'manual' ? 'editorials.item.none' : 'editorials.item.noneFeed')}
          </EmptyState>
        )}
        {all.length > 0 && <ItemList editorial={editorial} items={all} now={now} selected={item} onSelect={onSelect} />}
      </section>
      <aside className={classes.side} aria-label={t('editorials.screen.title')}>
        <OnScreen editorial={editorial} items={all} now={now} selected={item} onWhole={() => onSelect(undefined)} />
        <UsedIn contentId={editorial.content_id} />
      </aside>
      {canWrite && (
        <>
          <EditorialForm editorial={editorial} opened={open === 'edit'} onClose={close} onSaved={close} />
          <DeleteEditorial editorial={editorial} opened={open === 'delete'} onClose={close} onDeleted={onGone} />
          <ItemForm editorial={editorial} opened={open === 'item'} onClose={close} onSaved={made => onSelect(made.id)} />
        </>
      )}
    </>
  );
}
