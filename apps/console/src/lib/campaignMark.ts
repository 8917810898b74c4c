import type { Campaign } from '@tvs/protocol';

/** Why nothing of a campaign would be seen, if so; `today` is a local date. One that begins later is no slip. */
export function campaignMark(
  { is_active, end_date, items }: Pick<Campaign, 'is_active' | 'end_date' | 'items'>,
  today: string,
): 'expired' | 'inactive' | 'empty' | null {
  if (!is_active) return 'inactive';
  if (end_date !== null && end_date < today) return 'expired';
  return items.length === 0 ? 'empty' : null;
}
