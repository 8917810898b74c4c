import type { PlayerDay, PlayerProgramme } from '@tvs/protocol';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { exactTime, time } from '../../lib/format.ts';
import { useRuleWords } from '../../lib/useRuleWords.ts';

/** A stretch of one of the two lanes, in words. */
export interface Piece {
  key: string;
  lane: 'planned' | 'played';
  kind: 'planned' | 'played' | PlayerDay['differences'][number]['kind'];
  start: number;
  end: number;
  campaignId: number | null;
  /** `10:00 to 14:00`, in the zone of the place. */
  when: string;
  what: string;
  /** The schedule's rule, what the player said, or nothing. */
  why: string;
  /** Some of its items could not be shown. */
  failed: boolean;
}

/** Both lanes of a day and where they differ, as a person would say it. */
export function useDayPieces(day: PlayerDay | undefined, programme: PlayerProgramme | undefined): Piece[] {
  const { t } = useTranslation();
  const rule = useRuleWords();
  return useMemo(() => {
    if (!day) return [];
    const name = (id: number | null, known: string | null) =>
      known ?? (id === null ? t('screen.day.noCampaign') : t('screen.day.deleted', { id }));
    const common = ({ start, end, campaign_id }: { start: string; end: string; campaign_id: number | null }) => {
      const [from, to] = [Date.parse(start), Date.parse(end)];
      // Less than a minute would begin and end at the same one.
      const said = to - from < 60_000 ? exactTime : time;
      return {
        start: from,
        end: to,
        campaignId: campaign_id,
        when: t('screen.day.span', { from: said(start, day.timezone), to: said(end, day.timezone) }),
      };
    };
    const rules = new Map(programme?.programme.programme.schedules.map(schedule => [schedule.id, schedule]));
    const planned = day.planned.flatMap((one): Piece[] => {
      if (one.campaign_id === null) return [];
      const schedule = one.schedule_id === null ? undefined : rules.get(one.schedule_id);
      const why = one.schedule_id === null ? t('screen.day.byDefault') : schedule ? sentence(rule(schedule)) : '';
      return [
        {
          ...common(one),
          key: `planned ${one.start}`,
          lane: 'planned',
          kind: 'planned',
          what: name(one.campaign_id, one.campaign_name),
          why,
          failed: false,
        },
      ];
    });
    const played = day.played.map((one): Piece => {
      const facts = [
        t('screen.day.plays', { count: one.plays }),
        one.failed > 0 && t('screen.day.failed', { count: one.failed }),
        one.programme_version && t('screen.day.version', { version: one.programme_version.slice(0, 6) }),
        one.clock_suspect && t('screen.day.suspect'),
      ];
      return {
        ...common(one),
        key: `played ${one.start}`,
        lane: 'played',
        kind: 'played',
        what: name(one.campaign_id, one.campaign_name),
        why: sentence(facts.filter(Boolean).join(', ')),
        failed: one.failed > 0,
      };
    });
    const differences = day.differences.map((one): Piece => {
      const names = { name: name(one.campaign_id, one.campaign_name), shown: name(one.shown_id, one.shown_name) };
      const known = one.reason && t(`screen.day.reason.${one.reason as 'failed'}`, { defaultValue: one.reason });
      return {
        ...common(one),
        key: `${one.kind} ${one.start}`,
        lane: 'played',
        kind: one.kind,
        what: t(`screen.day.${one.kind}`, names),
        why: known || (one.kind === 'nothing' ? t('screen.day.silent') : ''),
        failed: false,
      };
    });
    return [...planned, ...played, ...differences];
  }, [day, programme, rule, t]);
}

const sentence = (text: string) => (text ? `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}.` : '');
