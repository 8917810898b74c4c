import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { Thumb } from '../../components/Thumb.tsx';
import { useScope } from '../../lib/useLocations.ts';
import { useContent } from '../../lib/useNames.ts';

interface PickProps {
  value: number | undefined;
  onChange: (id: number | undefined) => void;
}

const few = '20';

/** One content out of thousands: the server looks for what is typed. */
export function ContentPick({ value, onChange }: PickProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text, 250);
  const chosen = useContent(value ?? null);
  const asked = q !== '' && q !== chosen?.title;
  const query = { per_page: few, sort: 'title', ...(asked && { q }) };
  const found = $api.useQuery('get', '/content', { params: { query } }, { placeholderData: previous => previous }).data?.items ?? [];
  const items = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found;
  const byId = new Map(items.map(item => [String(item.id), item]));
  const picture = (id: string) => <Thumb src={byId.get(id)?.thumbnail_url} type={byId.get(id)?.type} width={40} />;
  return (
    <Select
      searchable
      clearable
      w={220}
      aria-label={t('reports.filter.content')}
      placeholder={t('reports.filter.content')}
      nothingFoundMessage={t('reports.filter.nothing')}
      clearButtonProps={{ 'aria-label': t('reports.filter.anyContent') }}
      data={items.map(({ id, title }) => ({ value: String(id), label: title }))}
      filter={({ options }) => options}
      value={value !== undefined && chosen ? String(value) : null}
      onSearchChange={setText}
      onChange={next => onChange(next === null ? undefined : Number(next))}
      {...(value !== undefined && chosen && { leftSection: picture(String(value)), leftSectionWidth: 56 })}
      renderOption={({ option }) => (
        <span style={{ display: 'flex', alignItems: 'center', gap: 10, minWidth: 0 }}>
          {picture(option.value)}
          <span className="el">{option.label}</span>
        </span>
      )}
    />
  );
}

/** One screen out of thousands. */
export function PlayerPick({ value, onChange }: PickProps) {
  const { t } = useTranslation();
  const { loc } = useScope();
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text, 250);
  const chosen = $api.useQuery(
    'get',
    '/players/{id}',
    { params: { path: { id: String(value ?? 0) } } },
    { enabled: value !== undefined, retry: false },
  ).data;
  const asked = q !== '' && q !== chosen?.name;
  const query = { per_page: few, ...(asked && { q }), ...(loc !== undefined && { location_id: String(loc) }) };
  const found = $api.useQuery('get', '/players', { params: { query } }, { placeholderData: previous => previous }).data?.items ?? [];
  const items = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found;
  return (
    <Select
      searchable
      clearable
      w={200}
      aria-label={t('reports.filter.player')}
      placeholder={t('reports.filter.player')}
      nothingFoundMessage={t('reports.filter.nothing')}
      clearButtonProps={{ 'aria-label': t('reports.filter.anyPlayer') }}
      data={items.map(({ id, name }) => ({ value: String(id), label: name }))}
      filter={({ options }) => options}
      value={value !== undefined && chosen ? String(value) : null}
      onSearchChange={setText}
      onChange={next => onChange(next === null ? undefined : Number(next))}
    />
  );
}
