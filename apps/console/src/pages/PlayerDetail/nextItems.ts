import type { PlayerProgramme } from '@tvs/protocol';
import { isValidOn } from '@tvs/schedule/spans';

export interface NextItem {
  /** Its place in the campaign's order. */
  place: number;
  content_id: number;
  title: string;
  /** Seconds; `null`: to its end, which is not known. */
  seconds: number | null;
}

const most = 3;

/**
 * What follows the content that is on, in the order of its campaign and round again; only what the screen can show and is valid `today`. Of a
 * content that stands in several places the first is taken. `null`: it is not known where in the campaign the screen is.
 */
export function nextItems(
  { programme }: Pick<PlayerProgramme, 'programme'>,
  campaignId: number | null,
  contentId: number | null,
  today: string,
): NextItem[] | null {
  const campaign = programme.campaigns.find(({ id }) => id === campaignId);
  const contents = new Map(programme.contents.map(content => [content.id, content]));
  const items = (campaign?.items ?? []).flatMap((item, place) => {
    const content = isValidOn(item, today) ? contents.get(item.content_id) : undefined;
    return content ? [{ place, content_id: content.id, title: content.title, seconds: item.duration ?? content.duration }] : [];
  });
  const here = items.findIndex(({ content_id }) => content_id === contentId);
  if (here === -1) return null;
  return [...items.slice(here + 1), ...items.slice(0, here)].slice(0, most);
}
