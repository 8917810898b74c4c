import { Select, type SelectProps } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../api/client.ts';
import { campaignMark } from '../lib/campaignMark.ts';
import { useGrowing } from '../lib/useGrowing.ts';
import { viewerZone, wallClock } from '../lib/zone.ts';
import { Thumb } from './Thumb.tsx';

interface CampaignSelectProps extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  value?: number | null;
  onChange: (id: number | null) => void;
}

const below: ('label' | 'input' | 'error' | 'description')[] = ['label', 'input', 'error', 'description'];

/** Chooses a campaign by its first picture and its name; says of which nothing would be seen. */
export function CampaignSelect({ value = null, onChange, ...props }: CampaignSelectProps) {
  const { t } = useTranslation();
  const { limit, grow, reset } = useGrowing();
  const { data } = $api.useQuery('get', '/campaigns', { params: { query: { per_page: '200', sort: 'name' } } });
  const campaigns = useMemo(() => new Map((data?.items ?? []).map(campaign => [String(campaign.id), campaign])), [data]);
  const options = useMemo(() => [...campaigns.values()].map(({ id, name }) => ({ value: String(id), label: name })), [campaigns]);
  const chosen = value === null ? undefined : campaigns.get(String(value));
  const picture = (id: string) => {
    const content = campaigns.get(id)?.items[0]?.content;
    return <Thumb src={content?.thumbnail_url} type={content?.type} width={40} />;
  };
  const today = wallClock(Date.now(), viewerZone()).date;
  const markOf = (id: string) => {
    const campaign = campaigns.get(id);
    return campaign ? campaignMark(campaign, today) : null;
  };
  const mark = (id: string) => {
    const kind = markOf(id);
    return kind && t(`campaigns.mark.${kind}`);
  };
  const chosenMark = value === null ? null : markOf(String(value));
  // Of an empty one the form says more.
  const warning = chosenMark && chosenMark !== 'empty' ? t(`campaigns.mark.${chosenMark}`) : null;
  return (
    <Select
      searchable
      maxDropdownHeight={300}
      {...props}
      data={options}
      limit={limit}
      scrollAreaProps={{ onBottomReached: grow }}
      onDropdownOpen={() => reset(options.findIndex(option => option.value === String(value)))}
      value={value === null ? null : String(value)}
      onChange={next => onChange(next === null ? null : Number(next))}
      {...(warning &&
        props.description === undefined && { description: t('campaigns.markText', { mark: warning }), inputWrapperOrder: below })}
      {...(chosen && { leftSection: picture(String(chosen.id)), leftSectionWidth: 56 })}
      renderOption={({ option }) => (
        <span style={{ display: 'flex', alignItems: 'center', gap: 10, minWidth: 0 }}>
          {picture(option.value)}
          <span className="el">{option.label}</span>
          {mark(option.value) && (
            <span className="dim cap" style={{ marginLeft: 'auto', flex: 'none' }}>
              {mark(option.value)}
            </span>
          )}
        </span>
      )}
    />
  );
}
