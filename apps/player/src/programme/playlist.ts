import type { ProgrammeContent, ProgrammeItem, ProgrammeUpdate } from '@tvs/protocol';
import type { StageItem } from '@tvs/stage';

/** An item for the stage, with the file it needs. */
export interface Entry {
  item: StageItem;
  content: ProgrammeContent;
}

export function itemsOf(update: ProgrammeUpdate, campaignId: number): readonly ProgrammeItem[] {
  return update.campaigns.find(({ id }) => id === campaignId)?.items ?? [];
}

/** A campaign's items in order, of them the valid ones; those whose content the programme does not name are left out. */
export function entriesOf(update: ProgrammeUpdate, campaignId: number, valid?: readonly ProgrammeItem[]): Entry[] {
  const contents = new Map(update.contents.map(content => [content.id, content]));
  const times = new Map<number, number>();
  return itemsOf(update, campaignId).flatMap(programmed => {
    const { content_id, duration, fit, muted } = programmed;
    const content = contents.get(content_id);
    if (!content) return [];
    const nth = times.get(content_id) ?? 0;
    times.set(content_id, nth + 1);
    if (valid?.includes(programmed) === false) return [];
    const { title, type, mime_type } = content;
    return [{ content, item: { key: keyOf(campaignId, content, nth), content_id, title, type, mime_type, duration, fit, muted } }];
  });
}

/** Stays the same when the campaign is edited around it, so that what is on the glass goes on; new bytes are a new item. */
function keyOf(campaignId: number, content: ProgrammeContent, nth: number): string {
  return `${campaignId}/${content.id}.${content.sha256.slice(0, 12)}/${nth}`;
}

/**
 * Where a changed list goes on when the item on the glass (`key`, of the list `before`) is no longer in it: at its new bytes, else at
 * what came after it; at the beginning when the list is another campaign's.
 */
export function placeIn(next: readonly Entry[], before: readonly Entry[], key: string | undefined): number {
  const at = before.findIndex(({ item }) => item.key === key);
  // Looked up, not searched for: of 5,000 items against 5,000 others a search would take seconds.
  const places = new Map(next.map(({ item }, index) => [placeOf(item.key), index]));
  const after = at < 0 ? [] : [...before.slice(at + 1), ...before.slice(0, at)];
  for (const wanted of key === undefined ? [] : [key, ...after.map(({ item }) => item.key)]) {
    const found = places.get(placeOf(wanted));
    if (found !== undefined) return found;
  }
  return 0;
}

/** A key without its bytes: which of a campaign's items it is. */
export function placeOf(key: string): string {
  return key.replace(/\.[^/]*/, '');
}

export function campaignOfKey(key: string): number {
  return Number.parseInt(key, 10);
}
