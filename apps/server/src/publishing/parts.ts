import type { ProgrammeCampaign, ProgrammeContent, ProgrammeItem, ProgrammeUpdate, Settings } from '@tvs/protocol';
import { type Spans, spansOf } from '@tvs/schedule/spans';
import type { Source, SourceCampaign, SourceContent, SourceItem } from './source.ts';
import type { SharedTexts } from './version.ts';

type Window = ProgrammeUpdate['programme']['campaigns'][number];

/** A campaign as the wire has it, with what its items need. */
export interface CampaignPart {
  wire: ProgrammeCampaign;
  /** Contents of its items, ready or not. */
  contents: readonly number[];
}

/** The parts of programmes, made once for all that are built from one read: a company's shops share most of theirs. */
export interface Parts {
  window(id: number): Window | undefined;
  campaign(id: number): CampaignPart | undefined;
  /** Only when it is ready. */
  content(id: number): ProgrammeContent | undefined;
  /** Wordings of these parts and of the schedules, for the version. */
  texts: SharedTexts;
}

/** @param since local date; items that ended before it are left out */
export function createParts(source: Source, settings: Pick<Settings, 'default_image_duration'>, since: string): Parts {
  const ready = (id: number) => {
    const content = source.contents.get(id);
    return content?.status === 'ready' ? content : undefined;
  };
  const itemsOf = (items: readonly SourceItem[]) =>
    items.flatMap(({ content_id, fit, muted, valid_from, valid_until, ...item }): ProgrammeItem[] => {
      const content = ready(content_id);
      if (!content || (valid_until !== null && valid_until < since)) return [];
      const duration = item.duration ?? ownDuration(content, settings.default_image_duration);
      const dates = { ...(valid_from !== null && { valid_from }), ...(valid_until !== null && { valid_until }) };
      return [{ content_id, duration, fit, muted: muted === 1, ...dates }];
    });
  const texts: SharedTexts = new Map([...source.schedules.values()].flat().map(schedule => [schedule, null]));
  const shared = <Part extends object>(part: Part): Part => {
    texts.set(part, null);
    return part;
  };
  return {
    window: kept(source.campaigns, campaign => {
      const items = source.items.get(campaign.id) ?? [];
      return shared(windowOf(campaign, spansOf(items.filter(({ content_id }) => ready(content_id)))));
    }),
    campaign: kept(source.campaigns, ({ id, name }) => {
      const items = source.items.get(id) ?? [];
      return { wire: shared({ id, name, items: itemsOf(items) }), contents: items.map(item => item.content_id) };
    }),
    content: kept(source.contents, content => (content.status === 'ready' ? shared(contentOf(content)) : undefined)),
    texts,
  };
}

/** Makes the part of a row when it is first asked for. */
function kept<Row, Part>(rows: ReadonlyMap<number, Row>, make: (row: Row) => Part): (id: number) => Part | undefined {
  const parts = new Map<number, Part>();
  return id => {
    if (parts.has(id)) return parts.get(id);
    const row = rows.get(id);
    if (row === undefined) return undefined;
    const part = make(row);
    parts.set(id, part);
    return part;
  };
}

/** Seconds of an item that says nothing; `null`: it plays to its own end. */
function ownDuration({ type, duration }: SourceContent, standard: number): number | null {
  return type === 'video' || type === 'audio' ? null : (duration ?? standard);
}

function windowOf({ id, is_active, priority, start_date, end_date }: SourceCampaign, valid: Spans | undefined): Window {
  return { id, is_active: is_active === 1, priority, start_date, end_date, ...(valid && { valid }) };
}

function contentOf(content: SourceContent): ProgrammeContent {
  return {
    id: content.id,
    title: content.title,
    type: content.type,
    mime_type: content.mime_type,
    // Unsigned: it opens with the player's own token, and stays the same for every player and day.
    url: `/api/content/${content.id}/file`,
    sha256: content.sha256,
    size: content.file_size,
    duration: content.duration,
    width: content.width,
    height: content.height,
  };
}
