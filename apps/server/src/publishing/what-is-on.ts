import type { CampaignUpdate, ProgrammeItem, ProgrammeUpdate } from '@tvs/protocol';
import { type CompiledProgramme, resolveItems } from '@tvs/schedule';
import { iso } from '../platform/clock.ts';
import type { SourceCampaign } from './source.ts';

type Answer = ReturnType<typeof resolveItems<ProgrammeItem>>;

/** Words what the schedule answers as the original's event; each answer once, however many players ask. */
export function whatIsOn(
  compiled: CompiledProgramme,
  update: ProgrammeUpdate,
  campaigns: readonly Pick<SourceCampaign, 'id' | 'description' | 'priority'>[],
): (at: number) => CampaignUpdate {
  const contents = new Map(update.contents.map(content => [content.id, content]));
  const itemsOf = (id: number) => update.campaigns.find(campaign => campaign.id === id)?.items ?? [];
  const word = ({ schedule_id, campaign_id, until, items }: Answer): CampaignUpdate => {
    const campaign = update.campaigns.find(({ id }) => id === campaign_id);
    const facts = campaigns.find(({ id }) => id === campaign_id);
    return {
      campaign: campaign && facts ? { id: facts.id, name: campaign.name, description: facts.description, priority: facts.priority } : null,
      contents: items.flatMap(({ content_id, duration, fit, muted }) => {
        const content = contents.get(content_id);
        return content ? [{ ...content, duration: duration ?? content.duration, fit, muted }] : [];
      }),
      schedule_id,
      until: iso(until),
      programme_version: update.version,
    };
  };

  let last: { answer: Answer; worded: CampaignUpdate } | null = null;
  return at => {
    const answer = resolveItems(compiled, itemsOf, at);
    if (!last || !isSame(last.answer, answer)) last = { answer, worded: word(answer) };
    return last.worded;
  };
}

/** Between two edges the items are the same: each edge is an `until`. */
function isSame(a: Answer, b: Answer): boolean {
  return a.schedule_id === b.schedule_id && a.campaign_id === b.campaign_id && a.until === b.until;
}
