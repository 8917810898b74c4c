import type { ProgrammeContent, ProgrammeUpdate } from '@tvs/protocol';
import type { StageItem } from '@tvs/stage';

/** An item for the stage, with the file it needs. */
export interface Entry {
  item: StageItem;
  content: ProgrammeContent;
}

/** A campaign's items in order; those whose content the programme does not name are left out. */
export function entriesOf(update: ProgrammeUpdate, campaignId: number): Entry[] {
  const campaign = update.campaigns.find(({ id }) => id === campaignId);
  const contents = new Map(update.contents.map(content => [content.id, content]));
  const times = new Map<number, number>();
  return (campaign?.items ?? []).flatMap(({ content_id, duration, fit, muted }) => {
    const content = contents.get(content_id);
    if (!content) return [];
    const nth = times.get(content_id) ?? 0;
    times.set(content_id, nth + 1);
    const { title, type, mime_type } = content;
    return [{ content, item: { key: keyOf(campaignId, content, nth), content_id, title, type, mime_type, duration, fit, muted } }];
  });
}

/** Stays the same when the campaign is edited around it, so that what is on the glass goes on; new bytes are a new item. */
function keyOf(campaignId: number, content: ProgrammeContent, nth: number): string {
  return `${campaignId}/${content.id}.${content.sha256.slice(0, 12)}/${nth}`;
}

export function campaignOfKey(key: string): number {
  return Number.parseInt(key, 10);
}
