import type { CampaignItem } from '@tvs/protocol';
import { localDate } from '../../lib/format.ts';
import { isDate } from '../../lib/readDate.ts';

type Dates = Pick<CampaignItem, 'valid_from' | 'valid_until'>;

/** What an item's dates say on a local date: not yet, no more, or the last day to come; `null`: there is nothing to say. */
export function standingOf({ valid_from, valid_until }: Dates, today: string): { kind: 'early' | 'over' | 'until'; date: string } | null {
  if (valid_until !== null && valid_until < today) return { kind: 'over', date: valid_until };
  if (valid_from !== null && today < valid_from) return { kind: 'early', date: valid_from };
  return valid_until === null ? null : { kind: 'until', date: valid_until };
}

/** What is wrong with what stands in the two fields: the text of one is no date, or they end before they begin. */
export function wrongDates({ valid_from, valid_until }: Dates): 'unread' | 'order' | null {
  if ([valid_from, valid_until].some(date => date !== null && !isDate(date))) return 'unread';
  return valid_from !== null && valid_until !== null && valid_until < valid_from ? 'order' : null;
}

/** What stands in an item's two fields and can't be yet, over what the item has. */
export interface HalfTyped extends Dates {
  over: string;
}

const storedOf = ({ valid_from, valid_until }: Dates) => `${valid_from} ${valid_until}`;

/** As it is kept beside the items. */
export function halfTyped(item: Dates, typed: Dates): HalfTyped {
  return { ...typed, over: storedOf(item) };
}

/** What is half typed of an item. What came in meanwhile, an undo or a colleague's version, counts more. */
export function halfOf<Item extends Dates & { key: string }>(half: ReadonlyMap<string, HalfTyped>, item: Item): HalfTyped | null {
  const typed = half.get(item.key);
  return typed?.over === storedOf(item) ? typed : null;
}

/** The next date on which an item begins, if one does. */
export function nextBegin(items: readonly Dates[], today: string): string | undefined {
  return items.flatMap(({ valid_from }) => (valid_from !== null && valid_from > today ? [valid_from] : [])).sort()[0];
}

/** A date near today without its year. */
export function shortDate(date: string, today: string): string {
  const near = date.slice(0, 4) === today.slice(0, 4);
  return localDate(date, { day: 'numeric', month: 'short', ...(!near && { year: 'numeric' }) });
}
