import type { Content } from '@tvs/protocol';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import classes from './Content.module.css';
import { ContentList } from './ContentList.tsx';
import { ContentTable } from './ContentTable.tsx';
import { DeleteContents } from './DeleteContents.tsx';
import { PutInCampaign } from './PutInCampaign.tsx';
import { type BulkDeed, SelectionBar } from './SelectionBar.tsx';
import { TagContents } from './TagContents.tsx';
import { useContentSearch } from './useContentSearch.ts';
import { useSelection } from './useSelection.ts';
import { useUses } from './useUses.ts';

/** One page of the library, as cards or as a table, and what is done to several at once. */
export function ContentLibrary({ items }: { items: readonly Content[] }) {
  const { t } = useTranslation();
  const { canWrite } = useAuth();
  const { search, view, change } = useContentSearch();
  const { q, type, status, tag, unused, item } = search;
  const selection = useSelection(items, JSON.stringify([q, type, status, tag, unused]));
  const { chosen, contents, pick, pickPage, drop, clear } = selection;
  const { uses } = useUses(items.map(({ id }) => id));
  const [deed, setDeed] = useState<BulkDeed | null>(null);
  const close = () => setDeed(null);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { target, currentTarget, key } = event;
    if (!canWrite || event.defaultPrevented || !(target instanceof Element) || !currentTarget.contains(target)) return;
    const all = key === 'a' && (event.ctrlKey || event.metaKey);
    if (all) pickPage();
    else if (chosen.size === 0) return;
    else if (key === 'Escape') clear();
    else if (key === 'Delete') setDeed('delete');
    else return;
    event.preventDefault();
  };
  const shown = {
    items,
    uses,
    selected: item,
    chosen,
    onSelect: (id: number) => change({ item: id }),
    onPick: canWrite ? pick : undefined,
  };
  return (
    <>
      <section className={classes.library} aria-label={t('content.list')} onKeyDown={onKeyDown}>
        {chosen.size > 0 && (
          <SelectionBar
            count={chosen.size}
            whole={items.every(({ id }) => chosen.has(id))}
            onPage={pickPage}
            onDo={setDeed}
            onClear={clear}
          />
        )}
        {view === 'table' ? <ContentTable {...shown} onPage={pickPage} /> : <ContentList {...shown} />}
      </section>
      {deed === 'tags' && <TagContents contents={contents} onClose={close} />}
      {deed === 'put' && <PutInCampaign contents={contents} onClose={close} />}
      {deed === 'delete' && (
        <DeleteContents
          contents={contents}
          onClose={close}
          onDeleted={gone => {
            drop(gone);
            if (item !== undefined && gone.includes(item)) change({ item: undefined });
          }}
        />
      )}
    </>
  );
}
