import { Checkbox, Table, UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { Content } from '@tvs/protocol';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { IconChevronDown, IconChevronUp } from '../../components/icons.ts';
import { Status } from '../../components/Status.tsx';
import { Thumb } from '../../components/Thumb.tsx';
import { bytes, clock, moment } from '../../lib/format.ts';
import { type ContentListProps, entriesOf } from './ContentList.tsx';
import classes from './ContentTable.module.css';
import { Pick } from './Pick.tsx';
import { useContentSearch } from './useContentSearch.ts';

/** What the server sorts by, and which way first. */
const columns = {
  title: ['title', '-title'],
  duration: ['-duration', 'duration'],
  file_size: ['-file_size', 'file_size'],
  created_at: ['-created_at', 'created_at'],
} as const;

/** The same files, one a row. */
export function ContentTable({ onPage, ...list }: ContentListProps & { onPage: () => void }) {
  const { items, chosen, onPick } = list;
  const { t } = useTranslation();
  const { search, change } = useContentSearch();
  const sort = search.sort ?? '-created_at';
  const here = items.filter(({ id }) => chosen.has(id)).length;
  const head = (column: keyof typeof columns, label: string) => {
    const [first, other] = columns[column];
    const on = sort === column ? 'ascending' : sort === `-${column}` ? 'descending' : undefined;
    return (
      <Table.Th
        aria-sort={on ?? 'none'}
        data-end={column === 'duration' || column === 'file_size' || undefined}
        data-wide={column === 'duration' || undefined}
      >
        <UnstyledButton
          className={classes.sort}
          data-on={on}
          onClick={() => {
            const next = sort === first ? other : first;
            change({ sort: next === '-created_at' ? undefined : next, page: undefined });
          }}
        >
          {label}
          {on === 'ascending' && <IconChevronUp size={14} aria-hidden />}
          {on === 'descending' && <IconChevronDown size={14} aria-hidden />}
        </UnstyledButton>
      </Table.Th>
    );
  };
  return (
    <Table.ScrollContainer minWidth={640} className={classes.table}>
      <Table highlightOnHover verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            {onPick && (
              <Table.Th>
                <Checkbox
                  aria-label={t('content.bulk.page')}
                  checked={here === items.length}
                  indeterminate={here > 0 && here < items.length}
                  onChange={onPage}
                />
              </Table.Th>
            )}
            {head('title', t('content.form.title'))}
            <Table.Th data-wide>{t('content.type')}</Table.Th>
            <Table.Th>{t('content.form.tags')}</Table.Th>
            <Table.Th>{t('content.used.title')}</Table.Th>
            {head('duration', t('content.length'))}
            {head('file_size', t('content.size'))}
            {head('created_at', t('content.sent'))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entriesOf(list).map(entry => (
            <Line key={entry.content.id} {...entry} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface LineProps {
  onSelect: ContentListProps['onSelect'];
  onPick: ContentListProps['onPick'];
  content: Content;
  count: number | undefined;
  selected: boolean;
  chosen: boolean;
}

/** Drawn again only when something of this file changed. */
const Line = memo(function Line({ content, count, selected, chosen, onSelect, onPick }: LineProps) {
  const { t } = useTranslation();
  const { id, title, type, status, tags, duration, file_size, created_at, thumbnail_url } = content;
  return (
    <Table.Tr data-selected={selected || undefined} data-chosen={chosen || undefined}>
      {onPick && (
        <Table.Td>
          <Pick content={content} chosen={chosen} onPick={onPick} />
        </Table.Td>
      )}
      <Table.Th scope="row">
        <UnstyledButton className={classes.open} aria-pressed={selected} onClick={() => onSelect(id)}>
          <Thumb src={thumbnail_url} type={type} width={56} />
          <span className={classes.words}>
            <VisuallyHidden>{t('action.open')}&nbsp;</VisuallyHidden>
            <span className="el">{title}</span>
            {status !== 'ready' && (
              <Status kind={status}>{type === 'editorial' && status === 'processing' ? t('content.editorialEmpty') : undefined}</Status>
            )}
          </span>
        </UnstyledButton>
      </Table.Th>
      <Table.Td data-wide>{t(`type.${type}`)}</Table.Td>
      <Table.Td className={classes.tags}>
        <span className="el" title={tags.join(', ')}>
          {tags.join(', ')}
        </span>
      </Table.Td>
      <Table.Td className="num">{count !== undefined && t('content.uses', { count })}</Table.Td>
      <Table.Td className="num" data-end data-wide>
        {duration === null ? '' : clock(duration)}
      </Table.Td>
      <Table.Td className="num" data-end>
        {bytes(file_size)}
      </Table.Td>
      <Table.Td className="num">
        <time dateTime={created_at}>{moment(created_at)}</time>
      </Table.Td>
    </Table.Tr>
  );
});
