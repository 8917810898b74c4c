import type { ProgrammeCampaign, ProgrammeContent, ProgrammeItem, Settings } from '@tvs/protocol';
import type { CampaignWindow } from '@tvs/schedule';
import type { Source, SourceCampaign, SourceContent, SourceItem } from './source.ts';
import type { SharedTexts } from './version.ts';

/** A campaign as the wire has it, with what its items need. */
export interface CampaignPart {
  wire: ProgrammeCampaign;
  /** Contents of its items, ready or not. */
  contents: readonly number[];
}

/** The parts of programmes, made once for all that are built from one read: a company's shops share most of theirs. */
export interface Parts {
  window(id: number): CampaignWindow | undefined;
  campaign(id: number): CampaignPart | undefined;
  /** Only when it is ready. */
  content(id: number): ProgrammeContent | undefined;
  /** Wordings of these parts and of the schedules, for the version. */
  texts: SharedTexts;
}

export function createParts(source: Source, settings: Pick<Settings, 'default_image_duration'>): Parts {
  const ready = (id: number) => {
    const content = source.contents.get(id);
    return content?.status === 'ready' ? content : undefined;
  };
  const itemsOf = (items: readonly SourceItem[]) =>
    items.flatMap((item): ProgrammeItem[] => {
      const content = ready(item.content_id);
      if (!content) return [];
      const duration = item.duration ?? ownDuration(content, settings.default_image_duration);
      return [{ content_id: item.content_id, duration, fit: item.fit, muted: item.muted === 1 }];
    });
  const texts: SharedTexts = new Map([...source.schedules.values()].flat().map(schedule => [schedule, null]));
  const shared = <Part extends object>(part: Part): Part => {
    texts.set(part, null);
    return part;
  };
  return {
    window: kept(source.campaigns, campaign => shared(windowOf(campaign))),
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

function windowOf({ id, is_active, priority, start_date, end_date }: SourceCampaign): CampaignWindow {
  return { id, is_active: is_active === 1, priority, start_date, end_date };
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
