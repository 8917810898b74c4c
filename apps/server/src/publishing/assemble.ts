import type { CampaignUpdate, ProgrammeUpdate, Settings } from '@tvs/protocol';
import { type CompiledProgramme, compile, ScheduleError } from '@tvs/schedule';
import { validateSchedule } from '@tvs/schedule/validate';
import type { Logger } from '../platform/logging.ts';
import type { Parts } from './parts.ts';
import type { Place, PlaceTree } from './places.ts';
import { mayStillPlay, type Source } from './source.ts';
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
  source: Source;
  parts: Parts;
  settings: Pick<Settings, 'campaign_change'>;
  /** Local date; what ended before it is left out. */
  since: string;
  log: Logger;
}

/** Makes the programme of one location out of what was read. */
export function assemble(place: Place, ground: Ground): Built {
  const { tree, source, parts } = ground;
  const chain = tree.chain(place.id);
  const fallback = tree.defaultCampaign(place.id);
  const schedules = [null, ...chain]
    .flatMap(location_id => source.schedules.get(location_id) ?? [])
    .filter(schedule => source.campaigns.has(schedule.campaign_id))
    .sort((a, b) => a.id - b.id);
  const named = new Set(schedules.map(schedule => schedule.campaign_id));
  if (fallback !== null) named.add(fallback);
  const campaigns = [...named].sort((a, b) => a - b).flatMap(id => source.campaigns.get(id) ?? []);

  const { programme, compiled } = compileSound(
    {
      timezone: tree.timezone(place.id),
      location_chain: chain,
      default_campaign_id: fallback !== null && source.campaigns.has(fallback) ? fallback : null,
      campaigns: campaigns.flatMap(({ id }) => parts.window(id) ?? []),
      schedules,
    },
    ground.log,
  );
  // What can't be shown is named, so that it can be explained, but its files need not be fetched.
  const filled = campaigns.flatMap(campaign => {
    const part = parts.campaign(campaign.id);
    if (!part || campaign.id === fallback || mayStillPlay(campaign, ground.since)) return part ?? [];
    return { wire: { ...part.wire, items: [] }, contents: [] };
  });
  const contents = new Set(filled.flatMap(part => part.contents));
  // An item that begins later is fetched ahead, one that is over for good is not.
  const shown = new Set(filled.flatMap(part => part.wire.items.map(item => item.content_id)));
  const ready = [...shown].sort((a, b) => a - b).flatMap(id => parts.content(id) ?? []);
  const body = {
    location: { id: place.id, name: place.name },
    programme,
    campaigns: filled.map(part => part.wire),
    contents: ready,
    // What is usual is not said: a player that knows nothing of it does the same.
    ...(ground.settings.campaign_change === 'at_once' ? {} : { campaign_change: ground.settings.campaign_change }),
  };
  const version = versionOf(body, parts.texts);
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
