import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedState } from '@mantine/hooks';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../api/client.ts';
import { campaignMark } from '../lib/campaignMark.ts';
import { serverNow } from '../lib/serverClock.ts';
import { useGrowing } from '../lib/useGrowing.ts';
import { useCampaign } from '../lib/useNames.ts';
import { viewerZone, wallClock } from '../lib/zone.ts';
import { Thumb } from './Thumb.tsx';

interface CampaignSelectProps extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  value?: number | null;
  onChange: (id: number | null) => void;
}

/** What one answer holds. */
const most = 200;
const below: ('label' | 'input' | 'error' | 'description')[] = ['label', 'input', 'error', 'description'];

/** Chooses a campaign by its first picture and its name; says of which nothing would be seen. */
export function CampaignSelect({ value = null, onChange, ...props }: CampaignSelectProps) {
  const { t } = useTranslation();
  const { limit, grow, reset } = useGrowing();
  const { data } = useFound('');
  // Of more than one answer holds, the server finds what is typed.
  const long = (data?.total ?? 0) > most;
  const [typed, setTyped] = useDebouncedState('', 200);
  const found = useFound(long ? typed : '').data;
  const listed = data?.items.find(({ id }) => id === value);
  // The chosen one stays among them, whatever is typed.
  const own = useCampaign(data && !listed ? value : null) ?? listed;
  const campaigns = useMemo(
    () => new Map([...(found?.items ?? []), ...(own ? [own] : [])].map(campaign => [String(campaign.id), campaign])),
    [own, found],
  );
  const options = useMemo(() => [...campaigns.values()].map(({ id, name }) => ({ value: String(id), label: name })), [campaigns]);
  const chosen = value === null ? undefined : campaigns.get(String(value));
  const picture = (id: string) => {
    const content = campaigns.get(id)?.items[0]?.content;
    return <Thumb src={content?.thumbnail_url} type={content?.type} width={40} />;
  };
  const today = wallClock(serverNow(), viewerZone()).date;
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
      {...(long && {
        filter: ({ options: all, limit: shown }) => all.slice(0, shown),
        onSearchChange: text => setTyped(text === chosen?.name ? '' : text.trim()),
      })}
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

/** Campaigns by name, those that match. */
function useFound(q: string) {
  const query = { per_page: String(most), sort: 'name', ...(q && { q }) };
  return $api.useQuery('get', '/campaigns', { params: { query } }, { placeholderData: previous => previous });
}
