import type { CampaignItem, CampaignItemBody } from '@tvs/protocol';

/** What the API takes. */
export function bodyOf(items: readonly CampaignItem[]): CampaignItemBody[] {
  return items.map(({ content_id, duration, fit, muted, valid_from, valid_until }) => ({
    content_id,
    duration,
    fit,
    muted,
    valid_from,
    valid_until,
  }));
}
