import type { Campaign } from '@tvs/protocol';
import { memo, type PointerEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Thumb } from '../../components/Thumb.tsx';
import { hhmm } from '../../lib/zone.ts';
import { DayBlocks, type DayBlocksProps } from './DayBlocks.tsx';
import { quarter, type Slot, snap } from './moves.ts';
import { placeOf } from './place.ts';
import classes from './Schedule.module.css';
import inner from './ScheduleBlock.module.css';
import type { Quiet } from './useWeek.ts';
import type { ClockChange } from './wallTime.ts';

interface DayColumnProps extends Omit<DayBlocksProps, 'canWrite'> {
  /** Minutes of now, on today's column. */
  line: number | null;
  /** Minutes of the instant that was asked for, on its column. */
  asked: number | null;
  /** Where the default campaign plays, to be drawn. */
  quiet: readonly Quiet[];
  standing: Campaign | undefined;
  /** Where the clock changes on this day. */
  change: ClockChange | null;
  /** Without it nothing can be changed. */
  onDraw: ((slot: Slot, drawn: boolean) => void) | undefined;
}

const day = 1440;
/** Of a click that draws nothing. */
const usual = 120;

/** One day: its blocks, its line of now, and room to draw a new schedule by mouse; a click takes two hours. */
export const DayColumn = memo(function DayColumn({ line, asked, quiet: all, standing, change, onDraw, ...blocks }: DayColumnProps) {
  const { date } = blocks;
  const { t } = useTranslation();
  const quiet = all.filter(hours => hours.date === date);
  const begun = useRef<number | null>(null);
  const [drawing, setDrawing] = useState<Slot | null>(null);
  const at = ({ clientY, currentTarget }: { clientY: number; currentTarget: Element }) => {
    const box = currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(day, ((clientY - box.top) / box.height) * day));
  };
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
      onPointerDown={event => {
        const { target, currentTarget } = event;
        // What takes the whole day leaves no free place beside it: one draws upon it, and moves it by its name.
        const ground = target instanceof Element && target.closest('[data-below]') !== null && target.closest('[data-grip]') === null;
        const free = target === currentTarget || ground;
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
        <div key={from} className={inner.quiet} style={placeOf({ from, to })} data-short={to - from < 55 || undefined}>
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
      {change && (
        <div className={classes.clock} style={placeOf(change)}>
          <span>{t(`schedule.clock.${change.kind}`)}</span>
        </div>
      )}
      <DayBlocks {...blocks} canWrite={onDraw !== undefined} />
      {drawing && (
        <div className={classes.drawing} style={placeOf(drawing)} aria-hidden>
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
});
