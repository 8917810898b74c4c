import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { localDate } from '../../lib/format.ts';
import { weekday } from '../../lib/zone.ts';
import type { Block } from './blocks.ts';
import classes from './Schedule.module.css';

interface DayTabsProps {
  dates: readonly string[];
  shown: string;
  today: string;
  blocks: readonly Block[];
  onShow: (date: string) => void;
}

/** The week on a phone: one day is shown, a mark says which others hold something. */
export function DayTabs({ dates, shown, today, blocks, onShow }: DayTabsProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.tabs}>
      {dates.map(date => {
        const mine = blocks.filter(block => block.date === date);
        return (
          <UnstyledButton
            key={date}
            className={classes.tab}
            aria-pressed={date === shown}
            data-today={date === today || undefined}
            onClick={() => onShow(date)}
          >
            <span>{t(`time.short.d${weekday(date)}`)}</span> <b className="num">{localDate(date, { day: 'numeric' })}</b>
            <VisuallyHidden>{t('schedule.dayTab', { count: mine.length })}</VisuallyHidden>
            <i data-kind={mine.some(({ beatenBy }) => beatenBy !== null) ? 'beaten' : mine.length > 0 ? 'some' : undefined} />
          </UnstyledButton>
        );
      })}
    </div>
  );
}
