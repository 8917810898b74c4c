import type { CampaignUpdate, ProgrammeUpdate } from '@tvs/protocol';
import { type CompiledProgramme, type Resolution, resolve } from '@tvs/schedule';
import { iso } from '../platform/clock.ts';
import type { SourceCampaign } from './source.ts';

/** Words what the schedule answers as the original's event; each answer once, however many players ask. */
export function whatIsOn(
  compiled: CompiledProgramme,
  update: ProgrammeUpdate,
  campaigns: readonly Pick<SourceCampaign, 'id' | 'description' | 'priority'>[],
): (at: number) => CampaignUpdate {
  const contents = new Map(update.contents.map(content => [content.id, content]));
  const word = ({ schedule_id, campaign_id, until }: Resolution): CampaignUpdate => {
    const campaign = update.campaigns.find(({ id }) => id === campaign_id);
    const facts = campaigns.find(({ id }) => id === campaign_id);
    return {
      campaign: campaign && facts ? { id: facts.id, name: campaign.name, description: facts.description, priority: facts.priority } : null,
      contents: (campaign?.items ?? []).flatMap(({ content_id, duration, fit, muted }) => {
        const content = contents.get(content_id);
        return content ? [{ ...content, duration: duration ?? content.duration, fit, muted }] : [];
      }),
      schedule_id,
      until: iso(until),
      programme_version: update.version,
    };
  };

  let last: { answer: Resolution; worded: CampaignUpdate } | null = null;
  return at => {
    const answer = resolve(compiled, at);
    if (!last || !isSame(last.answer, answer)) last = { answer, worded: word(answer) };
    return last.worded;
  };
}

function isSame(a: Resolution, b: Resolution): boolean {
  return a.schedule_id === b.schedule_id && a.campaign_id === b.campaign_id && a.until === b.until;
}
