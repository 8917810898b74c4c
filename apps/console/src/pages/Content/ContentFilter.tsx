import { Button, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IconX } from '../../components/icons.ts';
import { SearchInput } from '../../components/SearchInput.tsx';
import classes from './Content.module.css';
import { useContentSearch } from './useContentSearch.ts';

const types = ['video', 'image', 'audio', 'html', 'editorial'] as const;
const statuses = ['ready', 'processing', 'failed'] as const;
const sorts = [
  { value: '', word: 'sortNewest' },
  { value: 'created_at', word: 'sortOldest' },
  { value: 'title', word: 'sortTitle' },
  { value: '-file_size', word: 'sortSize' },
  { value: '-duration', word: 'sortDuration' },
] as const;

/** What to see of the library, and in which order. */
export function ContentFilter() {
  const { t } = useTranslation();
  const { search, change } = useContentSearch();
  return (
    <search className={classes.filters}>
      <SearchInput label={t('content.searchLabel')} value={search.q ?? ''} onChange={q => change({ q: q || undefined, page: undefined })} />
      <Select
        aria-label={t('content.type')}
        placeholder={t('content.type')}
        w={148}
        clearable
        clearButtonProps={{ 'aria-label': t('content.anyType') }}
        value={search.type ?? null}
        data={types.map(value => ({ value, label: t(`type.${value}`) }))}
        onChange={value => change({ type: types.find(type => type === value), page: undefined })}
      />
      <Select
        aria-label={t('content.status')}
        placeholder={t('content.status')}
        w={148}
        clearable
        clearButtonProps={{ 'aria-label': t('content.anyStatus') }}
        value={search.status ?? null}
        data={statuses.map(value => ({ value, label: t(`status.${value}`) }))}
        onChange={value => change({ status: statuses.find(status => status === value), page: undefined })}
      />
      {search.tag && (
        <Button
          variant="light"
          rightSection={<IconX size={16} aria-hidden />}
          aria-label={t('content.removeTag', { tag: search.tag })}
          onClick={() => change({ tag: undefined, page: undefined })}
        >
          {t('content.tag', { tag: search.tag })}
        </Button>
      )}
      <Select
        ml="auto"
        aria-label={t('content.sort')}
        w={168}
        allowDeselect={false}
        value={search.sort ?? ''}
        data={sorts.map(({ value, word }) => ({ value, label: t(`content.${word}`) }))}
        onChange={value =>
          change({ sort: sorts.map(sort => sort.value).find(sort => sort !== '' && sort === value) || undefined, page: undefined })
        }
      />
    </search>
  );
}
