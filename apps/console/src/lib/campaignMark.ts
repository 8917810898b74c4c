import type { Campaign } from '@tvs/protocol';

/** Why nothing of a campaign would be seen, if so; `today` is a local date. One that begins later is no slip. */
export function campaignMark(
  { is_active, end_date, items }: Pick<Campaign, 'is_active' | 'end_date' | 'items'>,
  today: string,
): 'expired' | 'inactive' | 'empty' | null {
  if (!is_active) return 'inactive';
  const over = (date: string | null) => date !== null && date < today;
  if (over(end_date) || (items.length > 0 && items.every(({ valid_until }) => over(valid_until)))) return 'expired';
  return items.length === 0 ? 'empty' : null;
}
