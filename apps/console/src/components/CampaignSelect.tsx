import { Select, type SelectProps } from '@mantine/core';
import { useMemo } from 'react';
import { $api } from '../api/client.ts';
import { Thumb } from './Thumb.tsx';

interface CampaignSelectProps extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  value?: number | null;
  onChange: (id: number | null) => void;
}

/** Chooses a campaign by its first picture and its name. */
export function CampaignSelect({ value = null, onChange, ...props }: CampaignSelectProps) {
  const { data } = $api.useQuery('get', '/campaigns', { params: { query: { per_page: '200', sort: 'name' } } });
  const campaigns = useMemo(() => new Map((data?.items ?? []).map(campaign => [String(campaign.id), campaign])), [data]);
  const options = useMemo(() => [...campaigns.values()].map(({ id, name }) => ({ value: String(id), label: name })), [campaigns]);
  const chosen = value === null ? undefined : campaigns.get(String(value));
  const picture = (id: string) => {
    const content = campaigns.get(id)?.items[0]?.content;
    return <Thumb src={content?.thumbnail_url} type={content?.type} width={40} />;
  };
  return (
    <Select
      searchable
      maxDropdownHeight={300}
      {...props}
      data={options}
      value={value === null ? null : String(value)}
      onChange={next => onChange(next === null ? null : Number(next))}
      {...(chosen && { leftSection: picture(String(chosen.id)), leftSectionWidth: 56 })}
      renderOption={({ option }) => (
        <span style={{ display: 'flex', alignItems: 'center', gap: 10, minWidth: 0 }}>
          {picture(option.value)}
          <span className="el">{option.label}</span>
        </span>
      )}
    />
  );
}
