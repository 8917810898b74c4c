import type { Campaign, Schedule } from '@tvs/protocol';
import { type CSSProperties, type PointerEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Thumb } from '../../components/Thumb.tsx';
import { localDate } from '../../lib/format.ts';
import { useReason } from '../../lib/useReason.ts';
import { useRuleWords } from '../../lib/useRuleWords.ts';
import { hhmm } from '../../lib/zone.ts';
import { type Block, stripsBeside } from './blocks.ts';
import { valuesOf } from './formValues.ts';
import { changesDay, quarter, type Slot, snap } from './moves.ts';
import classes from './Schedule.module.css';
import inner from './ScheduleBlock.module.css';
import { ScheduleBlock } from './ScheduleBlock.tsx';
import type { Plan } from './usePlan.ts';
import type { Quiet } from './useWeek.ts';

interface DayColumnProps {
  date: string;
  blocks: readonly Block[];
  schedules: readonly Schedule[];
  campaigns: ReadonlyMap<number, Campaign>;
  /** What the open form would make of it. */
  plan: Plan | null;
  /** Minutes of now, on today's column. */
  line: number | null;
  /** Minutes of the instant that was asked for, on its column. */
  asked: number | null;
  /** Where the default campaign plays, to be drawn. */
  quiet: readonly Quiet[];
  standing: Campaign | undefined;
  selected: number | undefined;
  onSelect: (scheduleId: number) => void;
  /** Without it nothing can be changed. */
  onDraw: ((slot: Slot, drawn: boolean) => void) | undefined;
}

const day = 1440;
/** Of a click that draws nothing. */
const usual = 120;

/** One day: its blocks, its line of now, and room to draw a new schedule by mouse; a click takes two hours. */
export function DayColumn(props: DayColumnProps) {
  const { date, blocks, schedules, campaigns, plan, line, asked, quiet, standing, selected, onSelect, onDraw } = props;
  const { t } = useTranslation();
  const reason = useReason();
  const words = useRuleWords();
  const begun = useRef<number | null>(null);
  const [drawing, setDrawing] = useState<Slot | null>(null);
  const mine = blocks.filter(block => block.date === date);
  const planned = plan?.blocks.filter(block => block.date === date) ?? [];
  const columns: Record<string, number> = {
    '--strips': Math.max(1, ...mine.map(({ beatenBy, lane }) => (beatenBy === null ? 0 : lane + 1))),
  };
  const dayName = localDate(date, { weekday: 'long', day: 'numeric', month: 'short' });
  const nameOf = (scheduleId: number) => schedules.find(({ id }) => id === scheduleId)?.campaign_name ?? '';
  const at = ({ clientY, currentTarget }: { clientY: number; currentTarget: Element }) => {
    const box = currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(day, ((clientY - box.top) / box.height) * day));
  };
  const place = ({ from, to }: Pick<Slot, 'from' | 'to'>): CSSProperties => ({
    top: `${(from / day) * 100}%`,
    height: `calc(${((to - from) / day) * 100}% - 2px)`,
  });
  const draws = (event: PointerEvent<HTMLDivElement>) => {
    const from = begun.current;
    if (from === null || !onDraw) return;
    // It was let go elsewhere.
    if (event.buttons === 0) return stop();
    const now = at(event);
    // The hand has to leave the place before it draws.
    if (drawing === null && Math.abs(now - from) < quarter) return;
    // Only now: else a click on what is below would never reach it.
    if (drawing === null) event.currentTarget.setPointerCapture(event.pointerId);
    const [top, bottom] = [snap(Math.min(from, now)), snap(Math.max(from, now))];
    setDrawing({ date, from: Math.min(top, day - quarter), to: Math.max(bottom, top + quarter) });
  };
  const stop = () => {
    begun.current = null;
    setDrawing(null);
  };
  return (
    // Drawing is a shortcut; the "schedule" button above does the same by keyboard.
    <div
      className={classes.day}
      data-today={line !== null || undefined}
      style={columns}
      onPointerDown={event => {
        const { target, currentTarget } = event;
        // What takes the whole day leaves no free place beside it: one draws upon it.
        const free = target === currentTarget || (target instanceof Element && target.closest('[data-below]') !== null);
        if (!onDraw || event.button !== 0 || !free) return;
        begun.current = at(event);
      }}
      onPointerMove={event => event.pointerType === 'mouse' && draws(event)}
      onPointerCancel={stop}
      onPointerUp={event => {
        const from = begun.current;
        if (from !== null && drawing) onDraw?.(drawing, true);
        else if (from !== null && event.target === event.currentTarget) {
          const half = Math.min(day - 30, Math.floor(from / 30) * 30);
          onDraw?.({ date, from: half, to: Math.min(day, half + usual) }, false);
        }
        stop();
      }}
    >
      {quiet.map(({ from, to }) => (
        <div key={from} className={inner.quiet} style={place({ from, to })} data-short={to - from < 55 || undefined}>
          {to - from >= 150 && (
            <Thumb src={standing?.items[0]?.content.thumbnail_url} type={standing?.items[0]?.content.type} width={104} />
          )}
          <span>
            <b>{standing?.name}</b>{' '}
            <span className="num">
              {t('schedule.baseHours', { times: to - from === day ? t('schedule.allDay') : `${hhmm(from)}–${hhmm(to)}` })}
            </span>
          </span>
        </div>
      ))}
      {[...mine, ...planned].map(block => {
        const { key, scheduleId, campaignId, from, to, beatenBy, because, lane } = block;
        const isPlanned = planned.includes(block);
        const name = (isPlanned ? plan?.name : nameOf(scheduleId)) || campaigns.get(campaignId)?.name || '';
        const tall = to - from;
        const hours = tall === day ? t('schedule.allDay') : `${hhmm(from)}–${hhmm(to)}`;
        const times = { campaign: name, day: dayName, times: hours };
        const why =
          beatenBy === null
            ? ''
            : because === null
              ? t('schedule.beatenBy', { winner: nameOf(beatenBy) })
              : reason({ reason: because, params: { by: beatenBy }, detail: because }, nameOf);
        const schedule = schedules.find(({ id }) => id === scheduleId);
        const values = isPlanned ? plan?.values : schedule && valuesOf(schedule);
        const leaving = !isPlanned && plan !== null && plan.blocks.length > 0 && scheduleId === plan.scheduleId;
        const lanes = isPlanned ? 0 : beatenBy === null ? stripsBeside(block, mine) : lane;
        const marks: Record<string, string | number> = { '--lane': lanes, '--edge': `var(--chart-${(campaignId % 6) + 1})` };
        const picture = campaigns.get(campaignId)?.items[0]?.content;
        return (
          <ScheduleBlock
            key={key}
            id={key}
            kind={isPlanned ? 'planned' : beatenBy === null ? 'wins' : 'beaten'}
            label={
              isPlanned
                ? t('schedule.planned', times)
                : beatenBy === null
                  ? t('schedule.block', times)
                  : t('schedule.beaten', { ...times, why })
            }
            card={
              !isPlanned && (
                <>
                  <b>{name}</b>
                  <span className="num">
                    {dayName}, {hours}
                  </span>
                  {why && <span className={inner.why}>{why}</span>}
                  {schedule && <span>{words(schedule)}</span>}
                </>
              )
            }
            taken={{ scheduleId, name, slot: { date, from, to }, anyDay: values !== undefined && changesDay(values) }}
            movable={onDraw !== undefined && values !== undefined && !leaving}
            stretches={beatenBy === null}
            selected={isPlanned || scheduleId === selected}
            leaving={leaving}
            landed={isPlanned && plan?.landed?.date === date && plan.landed.from === from}
            short={tall < 55}
            tall={tall >= 150}
            below={tall === day}
            style={{ ...place(block), ...marks }}
            onSelect={() => {
              if (!isPlanned) onSelect(scheduleId);
            }}
          >
            {beatenBy === null ? (
              <span className={inner.inside}>
                {tall >= 150 && <Thumb src={picture?.thumbnail_url} type={picture?.type} />}
                <b>{name}</b>{' '}
                <span className={`${inner.hours} num`}>
                  {tall === day ? (
                    hours
                  ) : (
                    <>
                      {hhmm(from)}–<wbr />
                      {hhmm(to)}
                    </>
                  )}
                </span>
              </span>
            ) : (
              <span className={inner.lost}>
                <b>{name}</b> {why}
              </span>
            )}
          </ScheduleBlock>
        );
      })}
      {drawing && (
        <div className={classes.drawing} style={place(drawing)} aria-hidden>
          <span className="num">
            {hhmm(drawing.from)}–{hhmm(drawing.to)}
          </span>
        </div>
      )}
      {asked !== null && (
        <div className={classes.asked} style={{ top: `${(asked / day) * 100}%` }} aria-hidden>
          <span className="num">{hhmm(asked)}</span>
        </div>
      )}
      {line !== null && (
        <div className={classes.line} style={{ top: `${(line / day) * 100}%` }}>
          <span className="num">{hhmm(line)}</span>
        </div>
      )}
    </div>
  );
}
