import type { CampaignItem, Content } from '@tvs/protocol';
import type { StageItem } from '@tvs/stage';

/** What an image or a page gets on screen when nobody said how long, seconds. The server's settings override it. */
export const standardSeconds = 10;

/** Seconds an item takes; `null`: a video or sound plays to its end, which isn't known yet. */
export function itemSeconds(
  item: Pick<CampaignItem, 'duration'> & { content: Pick<CampaignItem['content'], 'type' | 'duration'> },
  standard: number,
): number | null {
  if (item.duration !== null) return item.duration;
  if (item.content.duration !== null) return item.content.duration;
  return item.content.type === 'video' || item.content.type === 'audio' ? null : standard;
}

/** One content as a stage shows it. */
export function contentStageItem(content: Content, standard: number): StageItem {
  const { id, title, type, mime_type } = content;
  const own = type === 'video' || type === 'audio';
  return {
    key: `content-${id}`,
    content_id: id,
    title,
    type,
    mime_type,
    duration: own ? null : (content.duration ?? standard),
    fit: 'contain',
    muted: false,
  };
}

/** A campaign's item as a stage shows it; `key` tells places apart. */
export function campaignStageItem(item: CampaignItem, key: string, standard: number): StageItem {
  const { id, title, type, mime_type } = item.content;
  const own = type === 'video' || type === 'audio';
  const duration = item.duration ?? (own ? null : (item.content.duration ?? standard));
  return { key, content_id: id, title, type, mime_type, duration, fit: item.fit, muted: item.muted };
}
