import type { Campaign, Schedule } from '@tvs/protocol';
import { memo, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { localDate } from '../../lib/format.ts';
import { useReason } from '../../lib/useReason.ts';
import { useRuleWords } from '../../lib/useRuleWords.ts';
import { hhmm } from '../../lib/zone.ts';
import type { Block } from './blocks.ts';
import { CrowdStrip } from './CrowdStrip.tsx';
import { valuesOf } from './formValues.ts';
import { type Arranged, arrange } from './lanes.ts';
import { changesDay } from './moves.ts';
import inner from './ScheduleBlock.module.css';
import { ScheduleBlock } from './ScheduleBlock.tsx';
import type { Plan } from './usePlan.ts';
import type { Because } from './useWeek.ts';

export interface DayBlocksProps {
  date: string;
  /** Those of this day. */
  blocks: readonly Block[];
  /** How many beaten ones can stand beside each other. */
  room: number;
  schedules: ReadonlyMap<number, Schedule>;
  because: Because;
  campaigns: ReadonlyMap<number, Campaign>;
  /** What the open form would make of it. */
  plan: Plan | null;
  selected: number | undefined;
  onSelect: (scheduleId: number) => void;
  canWrite: boolean;
}

const day = 1440;

/** All that plays, would play and may be made to play in one day. Drawn anew only when one of these changes, not while a hand draws beside them. */
export const DayBlocks = memo(function DayBlocks(props: DayBlocksProps) {
  const { date, blocks, room, schedules, because, campaigns, plan, selected, onSelect, canWrite } = props;
  const { t } = useTranslation();
  const reason = useReason();
  const words = useRuleWords();
  const { blocks: mine, crowds, strips, bands, crowd: wide } = useMemo((): Arranged => arrange(blocks, room), [blocks, room]);
  const planned = plan?.blocks.filter(block => block.date === date) ?? [];
  const dayName = localDate(date, { weekday: 'long', day: 'numeric', month: 'short' });
  const nameOf = useCallback(
    (scheduleId: number, campaignId = 0) => schedules.get(scheduleId)?.campaign_name ?? campaigns.get(campaignId)?.name ?? '',
    [schedules, campaigns],
  );
  const hoursOf = useCallback(
    ({ from, to }: Pick<Block, 'from' | 'to'>) => (to - from === day ? t('schedule.allDay') : `${hhmm(from)}–${hhmm(to)}`),
    [t],
  );
  const whyOf = useCallback(
    ({ scheduleId, beatenBy, at }: Block) => {
      if (beatenBy === null) return '';
      const known = because(scheduleId, beatenBy, at);
      if (known === null) return t('schedule.beatenBy', { winner: nameOf(beatenBy) });
      return reason({ reason: known, params: { by: beatenBy }, detail: known }, nameOf);
    },
    [because, reason, nameOf, t],
  );
  const cardOf = useCallback(
    (block: Block) => {
      const schedule = schedules.get(block.scheduleId);
      const why = whyOf(block);
      return (
        <>
          <b>{nameOf(block.scheduleId, block.campaignId)}</b>
          <span className="num">
            {dayName}, {hoursOf(block)}
          </span>
          {why && <span className={inner.why}>{why}</span>}
          {schedule && <span>{words(schedule)}</span>}
        </>
      );
    },
    [schedules, whyOf, nameOf, hoursOf, words, dayName],
  );
  const columns: Record<string, number> = { '--strips': strips, '--bands': bands, '--crowd': wide };
  return (
    <div className={inner.blocks} style={columns}>
      {mine.map(block => {
        const { key, scheduleId, campaignId, beatenBy, band, lane } = block;
        const name = nameOf(scheduleId, campaignId);
        const why = whyOf(block);
        const times = { campaign: name, day: dayName, times: hoursOf(block) };
        const schedule = schedules.get(scheduleId);
        const leaving = plan !== null && plan.blocks.length > 0 && scheduleId === plan.scheduleId;
        const picture = campaigns.get(campaignId)?.items[0]?.content;
        return (
          <ScheduleBlock
            key={key}
            block={block}
            lane={lane}
            kind={beatenBy !== null ? (band ? 'ground' : 'beaten') : 'wins'}
            label={beatenBy === null ? t('schedule.block', times) : t('schedule.beaten', { ...times, why })}
            name={name}
            hours={hoursOf(block)}
            why={why}
            src={picture?.thumbnail_url}
            type={picture?.type}
            cardOf={cardOf}
            version={schedule?.updated_at}
            anyDay={schedule !== undefined && changesDay(valuesOf(schedule))}
            movable={canWrite && schedule !== undefined && !leaving}
            selected={scheduleId === selected}
            leaving={leaving}
            landed={false}
            onSelect={onSelect}
          />
        );
      })}
      {crowds.map(crowd => (
        <CrowdStrip
          key={crowd.key}
          crowd={crowd}
          dayName={dayName}
          schedules={schedules}
          nameOf={nameOf}
          hoursOf={hoursOf}
          whyOf={whyOf}
          selected={selected !== undefined && crowd.blocks.some(({ scheduleId }) => scheduleId === selected)}
          onSelect={onSelect}
        />
      ))}
      {planned.map(block => {
        const { key, campaignId, from } = block;
        const name = plan?.name || campaigns.get(campaignId)?.name || '';
        const picture = campaigns.get(campaignId)?.items[0]?.content;
        return (
          <ScheduleBlock
            key={key}
            block={block}
            lane={0}
            kind="planned"
            label={t('schedule.planned', { campaign: name, day: dayName, times: hoursOf(block) })}
            name={name}
            hours={hoursOf(block)}
            why=""
            src={picture?.thumbnail_url}
            type={picture?.type}
            cardOf={undefined}
            version={undefined}
            anyDay={plan !== null && changesDay(plan.values)}
            movable={canWrite}
            selected
            leaving={false}
            landed={plan?.landed?.date === date && plan.landed.from === from}
            onSelect={nothing}
          />
        );
      })}
    </div>
  );
});

const nothing = () => undefined;
