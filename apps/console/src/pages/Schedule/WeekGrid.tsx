import { UnstyledButton } from '@mantine/core';
import type { Schedule } from '@tvs/protocol';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Thumb } from '../../components/Thumb.tsx';
import { localDate, number } from '../../lib/format.ts';
import { useCampaign, useCampaigns } from '../../lib/useNames.ts';
import { useStable } from '../../lib/useStable.ts';
import { addDays, hhmm, instantOf, wallClock, weekday } from '../../lib/zone.ts';
import type { Block } from './blocks.ts';
import { DayColumn } from './DayColumn.tsx';
import type { Slot } from './moves.ts';
import classes from './Schedule.module.css';
import type { Plan } from './usePlan.ts';
import type { Because, Quiet } from './useWeek.ts';
import { type Taken, WeekDrag } from './WeekDrag.tsx';
import { type Asked, clockChange } from './wallTime.ts';

interface WeekGridProps {
  dates: readonly string[];
  blocks: readonly Block[];
  schedules: ReadonlyMap<number, Schedule>;
  because: Because;
  /** The default campaign, which plays where nothing is scheduled. */
  base: number | null;
  /** Hours of the default campaign, drawn where there is one day; else its line is enough. */
  quiet: readonly Quiet[];
  /** A schedule that says the same as the default. */
  standing: Schedule | undefined;
  /** The instant that was asked for. */
  asked: Asked | null;
  zone: string;
  now: number;
  selected: number | undefined;
  onSelect: (scheduleId: number) => void;
  plan: Plan | null;
  onMove: (taken: Taken, becomes: Slot) => void;
  onDraw: ((slot: Slot, drawn: boolean) => void) | undefined;
}

const nothing = () => undefined;
const noBlocks: Block[] = [];
const noQuiet: Quiet[] = [];
const hours = [...Array(24).keys()];

/** Days beside each other, hours below each other; winners solid, the beaten hatched at their side. */
export function WeekGrid(props: WeekGridProps) {
  const { dates, blocks, schedules, because, base, quiet, standing: same, asked, zone, now, plan, selected, onSelect } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const days = useRef<HTMLDivElement>(null);
  const [onMove, draw] = [useStable(props.onMove), useStable(props.onDraw ?? nothing)];
  const onDraw = props.onDraw && draw;
  // While a hand holds something nothing moves below it: what others change comes when it lets go.
  const live = { blocks, schedules, because, quiet, plan };
  const [held, setHeld] = useState<typeof live | null>(null);
  const drawn = held ?? live;
  const byDate = useMemo(() => {
    const days = new Map<string, Block[]>(dates.map(date => [date, []]));
    for (const block of drawn.blocks) days.get(block.date)?.push(block);
    return days;
  }, [drawn.blocks, dates]);
  const changes = useMemo(() => new Map(dates.map(date => [date, clockChange(date, zone)])), [dates, zone]);
  const campaigns = useCampaigns([...blocks, ...(plan?.blocks ?? [])].map(({ campaignId }) => campaignId || null));
  const standing = useCampaign(base);
  const columns: Record<string, number> = { '--days': dates.length };
  const here = wallClock(now, zone);
  const line = here.minutes;
  // Opens at the hours people are awake, or around now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    const element = scroller.current;
    if (element) element.scrollTop = (Math.min(13, Math.max(0, Math.floor(line / 60) - 3)) / 24) * element.scrollHeight - 10;
  }, []);
  const wanted = asked?.minutes;
  // What is asked for is brought into sight.
  useEffect(() => {
    const element = scroller.current;
    if (!element || wanted === undefined) return;
    const top = (wanted / 1440) * element.scrollHeight;
    if (top < element.scrollTop + 20 || top > element.scrollTop + element.clientHeight - 20)
      element.scrollTop = top - element.clientHeight / 3;
  }, [wanted]);

  return (
    <div className={classes.calendar} style={columns}>
      <div className={classes.heads}>
        <span />
        {dates.map(date => (
          <span key={date} className={classes.head} data-today={date === here.date || undefined}>
            {t(`time.short.d${weekday(date)}`)} <b className="num">{localDate(date, { day: 'numeric' })}</b>
            {hoursOf(date, zone) !== 24 && <em className="num">{t('schedule.dayHours', { hours: number(hoursOf(date, zone), 1) })}</em>}
          </span>
        ))}
      </div>
      <div className={classes.base}>
        <span className="dim">{t('schedule.base')}</span>
        <span className={classes.baseBar}>
          {standing ? (
            <>
              <Thumb src={standing.items[0]?.content.thumbnail_url} type={standing.items[0]?.content.type} width={32} />
              <b className="el">{standing.name}</b>
              <span className={`${classes.note} mut el`}>{t('schedule.baseText')}</span>
              {same && (
                <UnstyledButton className={classes.same} onClick={() => onSelect(same.id)}>
                  {same.priority === 0 ? t('schedule.baseTooPlain') : t('schedule.baseToo', { priority: same.priority })}
                </UnstyledButton>
              )}
            </>
          ) : (
            <span className="mut el">{t('schedule.baseNone')}</span>
          )}
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label={t('schedule.title')}>
        <WeekDrag dates={dates} days={days} onHold={holds => setHeld(holds ? live : null)} onMove={onMove}>
          <div ref={days} className={classes.days}>
            <div className={classes.rail} aria-hidden>
              {hours.map(hour => (
                <span key={hour} className="num">
                  {hour > 0 && hhmm(hour * 60)}
                </span>
              ))}
            </div>
            {dates.map(date => (
              <DayColumn
                key={date}
                date={date}
                blocks={byDate.get(date) ?? noBlocks}
                room={dates.length === 1 ? 3 : 2}
                schedules={drawn.schedules}
                because={drawn.because}
                campaigns={campaigns}
                change={changes.get(date) ?? null}
                line={date === here.date ? line : null}
                asked={date === asked?.date ? asked.minutes : null}
                quiet={dates.length === 1 ? drawn.quiet : noQuiet}
                standing={standing}
                selected={selected}
                plan={drawn.plan}
                onSelect={onSelect}
                onDraw={onDraw}
              />
            ))}
          </div>
        </WeekDrag>
      </section>
    </div>
  );
}

/** How many hours a day has in a zone: on two days of a year more or fewer. */
function hoursOf(date: string, zone: string): number {
  return (instantOf(addDays(date, 1), 0, zone) - instantOf(date, 0, zone)) / 3_600_000;
}
