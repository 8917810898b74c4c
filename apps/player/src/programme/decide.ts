import type { CampaignUpdate, ProgrammeContent, ProgrammeItem, ProgrammeUpdate } from '@tvs/protocol';
import { type CompiledProgramme, compile, resolveItems, timeline } from '@tvs/schedule';
import { entriesOf, itemsOf } from './playlist.ts';

/** So many changes ahead the next start is looked for. */
const AHEAD = 40;
/** For so long a screen plays on alone, ms: what is scheduled until then is fetched first. What comes later comes in the programme's order. */
const HORIZON = 30 * 86_400_000;

export interface Decision {
  campaign_id: number | null;
  schedule_id: number | null;
  /** Epoch ms of the next change, also of the items alone; `null`: never. */
  until: number | null;
  /** Of the campaign's items those that are valid. */
  items: readonly ProgrammeItem[];
}

/** One programme, ready to be asked many times. Only `packages/schedule` decides; this only words the question. */
export class Decider {
  readonly update: ProgrammeUpdate;
  readonly #compiled: CompiledProgramme;

  constructor(update: ProgrammeUpdate) {
    this.update = update;
    this.#compiled = compile(update.programme);
  }

  at(instant: number): Decision {
    return resolveItems(this.#compiled, id => itemsOf(this.update, id), instant);
  }

  /** What changes from `instant` on, at most `AHEAD` changes. */
  *changes(instant: number): Generator<Decision & { at: number }> {
    let at: number | null = instant;
    for (let seen = 0; at !== null && seen < AHEAD; seen++) {
      const decision = this.at(at);
      yield { ...decision, at };
      at = decision.until !== null && decision.until > at ? decision.until : null;
    }
  }

  /** The next instant at which something plays, when nothing does now. */
  nextStart(instant: number): number | null {
    for (const change of this.changes(instant)) if (change.campaign_id !== null && change.at > instant) return change.at;
    return null;
  }

  /** Every file of the programme: what plays next first, then what those campaigns show on other dates. */
  needs(instant: number): ProgrammeContent[] {
    const seen = new Set<number>();
    const first: ProgrammeContent[] = [];
    const later: ProgrammeContent[] = [];
    for (const { campaign_id, start } of timeline(this.#compiled, instant, instant + HORIZON)) {
      if (campaign_id === null || seen.has(campaign_id)) continue;
      seen.add(campaign_id);
      const contents = (valid?: readonly ProgrammeItem[]) => entriesOf(this.update, campaign_id, valid).map(entry => entry.content);
      first.push(...contents(this.at(start).items));
      later.push(...contents());
    }
    return [...new Set([...first, ...later, ...this.update.contents])];
  }
}

/** What the original's event says, worded as a programme: the fallback when no programme came. */
export function programmeOfCampaign({ campaign, contents, programme_version }: CampaignUpdate): ProgrammeUpdate {
  const id = campaign?.id ?? null;
  return {
    version: programme_version,
    location: { id: 0, name: '' },
    programme: {
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      location_chain: [],
      default_campaign_id: id,
      campaigns: id === null ? [] : [{ id, is_active: true, priority: 0, start_date: null, end_date: null }],
      schedules: [],
    },
    campaigns:
      campaign === null
        ? []
        : [
            {
              id: campaign.id,
              name: campaign.name,
              items: contents.map(({ id: content_id, duration, fit, muted }) => ({ content_id, duration, fit, muted })),
            },
          ],
    contents,
  };
}
