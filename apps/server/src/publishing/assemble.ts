import type { CampaignUpdate, ProgrammeCampaign, ProgrammeContent, ProgrammeItem, ProgrammeUpdate, Settings } from '@tvs/protocol';
import { type CompiledProgramme, compile, ScheduleError, validateSchedule } from '@tvs/schedule';
import type { Logger } from '../platform/logging.ts';
import type { Place, PlaceTree } from './places.ts';
import { mayStillPlay, type Source, type SourceCampaign, type SourceContent, type SourceItem } from './source.ts';
import { versionOf } from './version.ts';
import { whatIsOn } from './what-is-on.ts';

/** A location's programme as its players hold it, compiled, with the original's answer to "what is on". */
export interface Published {
  location_id: number;
  version: string;
  update: ProgrammeUpdate;
  compiled: CompiledProgramme;
  /** What is on at the instant (epoch ms). The same object for as long as the answer stays the same. */
  campaignUpdate(at: number): CampaignUpdate;
}

/** A programme and what it was made of: the ids whose change may change it. */
export interface Built {
  published: Published;
  chain: readonly number[];
  campaigns: ReadonlySet<number>;
  /** Also those that are not ready yet. */
  contents: ReadonlySet<number>;
  /** Those that a player of this location may fetch. */
  playable: ReadonlySet<number>;
}

export interface Ground {
  tree: PlaceTree;
  settings: Settings;
  source: Source;
  /** Local date; what ended before it is left out. */
  since: string;
  log: Logger;
}

/** Makes the programme of one location out of what was read. */
export function assemble(place: Place, ground: Ground): Built {
  const { tree, source } = ground;
  const chain = tree.chain(place.id);
  const fallback = tree.defaultCampaign(place.id);
  const schedules = source.schedules.filter(
    schedule => (schedule.location_id === null || chain.includes(schedule.location_id)) && source.campaigns.has(schedule.campaign_id),
  );
  const named = new Set(schedules.map(schedule => schedule.campaign_id));
  if (fallback !== null) named.add(fallback);
  const campaigns = [...named].sort((a, b) => a - b).flatMap(id => source.campaigns.get(id) ?? []);

  const { programme, compiled } = compileSound(
    {
      timezone: tree.timezone(place.id),
      location_chain: chain,
      default_campaign_id: fallback !== null && source.campaigns.has(fallback) ? fallback : null,
      campaigns: campaigns.map(windowOf),
      schedules,
    },
    ground.log,
  );
  const items = new Map(
    campaigns.map(campaign => [
      campaign.id,
      campaign.id === fallback || mayStillPlay(campaign, ground.since) ? (source.items.get(campaign.id) ?? []) : [],
    ]),
  );
  const contents = new Set([...items.values()].flat().map(item => item.content_id));
  const ready = [...contents].sort((a, b) => a - b).flatMap(id => readyContent(source, id) ?? []);
  const body = {
    location: { id: place.id, name: place.name },
    programme,
    campaigns: campaigns.map(({ id, name }): ProgrammeCampaign => ({ id, name, items: playableItems(items.get(id), ground) })),
    contents: ready.map(contentOf),
  };
  const version = versionOf(body);
  const update = { version, ...body };
  return {
    published: { location_id: place.id, version, update, compiled, campaignUpdate: whatIsOn(compiled, update, campaigns) },
    chain,
    campaigns: named,
    contents,
    playable: new Set(ready.map(content => content.id)),
  };
}

/** A row that the engine refuses must not silence a whole location: it is left out, and said. */
function compileSound(programme: ProgrammeUpdate['programme'], log: Logger) {
  try {
    return { programme, compiled: compile(programme) };
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error;
    const schedules = programme.schedules.filter(schedule => validateSchedule(schedule).length === 0);
    log.error({ err: error, location_id: programme.location_chain[0] }, 'a schedule that cannot be read is left out');
    const sound = { ...programme, schedules };
    return { programme: sound, compiled: compile(sound) };
  }
}

function windowOf({ id, is_active, priority, start_date, end_date }: SourceCampaign) {
  return { id, is_active: is_active === 1, priority, start_date, end_date };
}

function readyContent(source: Source, id: number): SourceContent | undefined {
  const content = source.contents.get(id);
  return content?.status === 'ready' ? content : undefined;
}

function playableItems(items: readonly SourceItem[] | undefined, { source, settings }: Ground): ProgrammeItem[] {
  return (items ?? []).flatMap(item => {
    const content = readyContent(source, item.content_id);
    if (!content) return [];
    const own = content.type === 'video' || content.type === 'audio' ? null : (content.duration ?? settings.default_image_duration);
    return [{ content_id: item.content_id, duration: item.duration ?? own, fit: item.fit, muted: item.muted === 1 }];
  });
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
