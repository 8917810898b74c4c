import type { Campaign } from '@tvs/protocol';
import { useLocations } from './useLocations.ts';
import { useNow } from './useNow.ts';
import { useSettings } from './useSettings.ts';
import { wallClock } from './zone.ts';

/** The date of now where a campaign belongs, also on a page that stays open over midnight; as the server said it where the place is not known. */
export function useToday({ location_id, today }: Pick<Campaign, 'location_id' | 'today'>): string {
  const settings = useSettings();
  const { byId } = useLocations();
  const now = useNow(60_000);
  const zone = location_id === null ? settings?.timezone : byId.get(location_id)?.effective_timezone;
  return zone === undefined ? today : wallClock(now, zone).date;
}
