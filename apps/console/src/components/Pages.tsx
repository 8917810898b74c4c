import { Group, Pagination, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../lib/format.ts';

interface PagesProps {
  page: number;
  perPage: number;
  total: number;
  onChange: (page: number) => void;
}

/** Which part of a list one sees, and the way to the others. */
export function Pages({ page, perPage, total, onChange }: PagesProps) {
  const { t } = useTranslation();
  const last = Math.max(1, Math.ceil(total / perPage));
  // An old link, or all of the last page was deleted: the list goes on where it ends.
  const beyond = total > 0 && page > last;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each list that turned out shorter
  useEffect(() => {
    if (beyond) onChange(last);
  }, [beyond, last]);
  if (total <= perPage) return null;
  const from = (page - 1) * perPage + 1;
  return (
    <Group component="nav" aria-label={t('pages.label')} justify="space-between" mt="lg">
      <Text size="xs" c="dimmed" className="num">
        {t('pages.count', { from: number(from), to: number(Math.min(total, from + perPage - 1)), total: number(total) })}
      </Text>
      <Pagination
        size="sm"
        value={page}
        total={last}
        onChange={onChange}
        getItemProps={item => ({ 'aria-label': t('pages.page', { page: item }) })}
        getControlProps={control => ({
          'aria-label': control === 'next' || control === 'last' ? t('action.next') : t('action.previous'),
        })}
      />
    </Group>
  );
}
