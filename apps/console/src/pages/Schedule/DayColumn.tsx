import { UnstyledButton } from '@mantine/core';
import type { Campaign, Schedule } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { Thumb } from '../../components/Thumb.tsx';
import { localDate } from '../../lib/format.ts';
import { hhmm } from '../../lib/zone.ts';
import { type Block, stripsBeside } from './blocks.ts';
import classes from './Schedule.module.css';

interface DayColumnProps {
  date: string;
  blocks: readonly Block[];
  schedules: readonly Schedule[];
  campaigns: ReadonlyMap<number, Campaign>;
  /** Minutes of now, on today's column. */
  line: number | null;
  selected: number | undefined;
  onSelect: (scheduleId: number) => void;
  onAdd: ((date: string, time: string) => void) | undefined;
}

const day = 1440;

/** One day: its blocks, its line of now, and a click on what is free to schedule there. */
export function DayColumn({ date, blocks, schedules, campaigns, line, selected, onSelect, onAdd }: DayColumnProps) {
  const { t } = useTranslation();
  const mine = blocks.filter(block => block.date === date);
  const columns: Record<string, number> = {
    '--strips': Math.max(1, ...mine.map(({ beatenBy, lane }) => (beatenBy === null ? 0 : lane + 1))),
  };
  const dayName = localDate(date, { weekday: 'long', day: 'numeric', month: 'short' });
  const nameOf = (scheduleId: number) => schedules.find(({ id }) => id === scheduleId)?.campaign_name ?? '';
  return (
    // The click is a shortcut; the "schedule" button above does the same by keyboard.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      className={classes.day}
      data-today={line !== null || undefined}
      style={columns}
      onClick={event => {
        if (!onAdd || event.target !== event.currentTarget) return;
        const box = event.currentTarget.getBoundingClientRect();
        const minutes = Math.floor((((event.clientY - box.top) / box.height) * day) / 30) * 30;
        onAdd(date, hhmm(Math.max(0, Math.min(day - 30, minutes))));
      }}
    >
      {mine.map(block => {
        const { key, scheduleId, campaignId, from, to, beatenBy, lane } = block;
        const name = nameOf(scheduleId) || campaigns.get(campaignId)?.name || '';
        const tall = to - from;
        const hours = tall === day ? t('schedule.allDay') : `${hhmm(from)}–${hhmm(to)}`;
        const times = { campaign: name, day: dayName, times: hours };
        const style = {
          top: `${(from / day) * 100}%`,
          height: `calc(${(tall / day) * 100}% - 2px)`,
          '--edge': `var(--chart-${(campaignId % 6) + 1})`,
        };
        if (beatenBy !== null) {
          const label = t('schedule.beaten', { ...times, winner: nameOf(beatenBy) });
          return (
            <UnstyledButton
              key={key}
              className={classes.beaten}
              style={{ ...style, right: `calc(${lane} * var(--strip) + 2px)` }}
              aria-label={label}
              title={label}
              data-selected={scheduleId === selected || undefined}
              onClick={() => onSelect(scheduleId)}
            />
          );
        }
        const picture = campaigns.get(campaignId)?.items[0]?.content;
        return (
          <UnstyledButton
            key={key}
            className={classes.block}
            style={{ ...style, right: `calc(${stripsBeside(block, mine)} * var(--strip) + 3px)` }}
            aria-label={t('schedule.block', times)}
            data-selected={scheduleId === selected || undefined}
            data-short={tall < 55 || undefined}
            data-tall={tall >= 150 || undefined}
            onClick={() => onSelect(scheduleId)}
          >
            <span className={classes.inside}>
              {tall >= 150 && <Thumb src={picture?.thumbnail_url} type={picture?.type} />}
              <b>{name}</b>{' '}
              <span className={`${classes.hours} num`}>
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
          </UnstyledButton>
        );
      })}
      {line !== null && (
        <div className={classes.line} style={{ top: `${(line / day) * 100}%` }}>
          <span className="num">{hhmm(line)}</span>
        </div>
      )}
    </div>
  );
}
