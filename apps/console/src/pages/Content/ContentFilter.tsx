import { Button, SegmentedControl, Select, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IconLayoutGrid, IconList } from '../../components/icons.ts';
import { SearchInput } from '../../components/SearchInput.tsx';
import classes from './Content.module.css';
import { useContentSearch } from './useContentSearch.ts';
import { useTags } from './useTags.ts';

const types = ['video', 'image', 'audio', 'html', 'editorial'] as const;
const statuses = ['ready', 'processing', 'failed'] as const;
const sorts = [
  { value: '-created_at', word: 'sortNewest' },
  { value: 'created_at', word: 'sortOldest' },
  { value: 'title', word: 'sortTitle' },
  { value: '-title', word: 'sortTitleBack' },
  { value: '-file_size', word: 'sortSize' },
  { value: 'file_size', word: 'sortSmall' },
  { value: '-duration', word: 'sortDuration' },
  { value: 'duration', word: 'sortShort' },
] as const;

/** What to see of the library, in which order, and how. */
export function ContentFilter() {
  const { t } = useTranslation();
  const { search, change, view, narrow, show } = useContentSearch();
  const tags = useTags().map(({ tag }) => tag);
  const { tag } = search;
  return (
    <search className={classes.tools}>
      <div className={classes.filters}>
        <SearchInput
          w="auto"
          label={t('content.searchLabel')}
          value={search.q ?? ''}
          onChange={q => change({ q: q || undefined, page: undefined })}
        />
        <div className={classes.narrow}>
          <Select
            aria-label={t('content.type')}
            placeholder={t('content.type')}
            clearable
            clearButtonProps={{ 'aria-label': t('content.anyType') }}
            value={search.type ?? null}
            data={types.map(value => ({ value, label: t(`type.${value}`) }))}
            onChange={value => change({ type: types.find(type => type === value), page: undefined })}
          />
          {(tags.length > 0 || tag) && (
            <Select
              aria-label={t('content.form.tags')}
              placeholder={t('content.form.tags')}
              clearable
              searchable
              clearButtonProps={{ 'aria-label': t('content.anyTag') }}
              nothingFoundMessage={t('content.noTag')}
              value={tag ?? null}
              data={tag && !tags.includes(tag) ? [tag, ...tags] : tags}
              onChange={value => change({ tag: value ?? undefined, page: undefined })}
            />
          )}
          <Select
            aria-label={t('content.status')}
            placeholder={t('content.status')}
            clearable
            clearButtonProps={{ 'aria-label': t('content.anyStatus') }}
            value={search.status ?? null}
            data={statuses.map(value => ({ value, label: t(`status.${value}`) }))}
            onChange={value => change({ status: statuses.find(status => status === value), page: undefined })}
          />
          <Button
            variant={search.unused ? 'light' : 'default'}
            aria-pressed={search.unused !== undefined}
            onClick={() => change({ unused: search.unused ? undefined : '1', page: undefined })}
          >
            {t('content.unused')}
          </Button>
        </div>
        <div className={classes.order}>
          <Select
            aria-label={t('content.sort')}
            allowDeselect={false}
            value={search.sort ?? '-created_at'}
            data={sorts.map(({ value, word }) => ({ value, label: t(`content.${word}`) }))}
            onChange={value => {
              const sort = sorts.find(sort => sort.value === value)?.value;
              change({ sort: sort === '-created_at' ? undefined : sort, page: undefined });
            }}
          />
          {!narrow && (
            <SegmentedControl
              aria-label={t('content.view')}
              value={view}
              onChange={value => show(value === 'table' ? 'table' : 'cards')}
              data={[
                { value: 'cards', label: <ViewIcon Icon={IconLayoutGrid} word={t('content.cards')} /> },
                { value: 'table', label: <ViewIcon Icon={IconList} word={t('content.table')} /> },
              ]}
            />
          )}
        </div>
      </div>
    </search>
  );
}

function ViewIcon({ Icon, word }: { Icon: typeof IconList; word: string }) {
  return (
    <span style={{ display: 'grid', placeItems: 'center', height: 20 }} title={word}>
      <Icon size={18} aria-hidden />
      <VisuallyHidden>{word}</VisuallyHidden>
    </span>
  );
}
