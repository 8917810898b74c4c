import { SegmentedControl, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { localDate } from '../../lib/format.ts';
import type { Weekday } from '../../lib/zone.ts';
import type { Repeat } from './repeat.ts';
import classes from './ScheduleForm.module.css';

const nths = ['1', '2', '3', '4', '-1'] as const;
const week: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 0];
const months = Array.from({ length: 12 }, (_, month) => String(month + 1));
const days = [...Array.from({ length: 31 }, (_, day) => String(day + 1)), '-1'];

/** Which day of the month, or of one month of the year. */
export function RepeatPlace({ repeat, onChange }: { repeat: Repeat; onChange: (patch: Partial<Repeat>) => void }) {
  const { t } = useTranslation();
  const { kind, by, monthday, nth, weekday, month } = repeat;
  return (
    <>
      {kind === 'yearly' && (
        <Select
          label={t('schedule.repeat.month')}
          allowDeselect={false}
          data={months.map(value => ({ value, label: localDate(`2024-${value.padStart(2, '0')}-01`, { month: 'long' }) }))}
          value={month}
          onChange={next => onChange({ month: next ?? month })}
        />
      )}
      <SegmentedControl
        fullWidth
        aria-label={t('schedule.repeat.by')}
        data={(['day', 'weekday'] as const).map(value => ({ value, label: t(`schedule.repeat.place.${value}`) }))}
        value={by}
        onChange={next => onChange({ by: next === 'day' ? 'day' : 'weekday' })}
      />
      {by === 'day' ? (
        <Select
          label={t('schedule.repeat.place.day')}
          allowDeselect={false}
          {...(Number(monthday) > 28 && { description: t('schedule.repeat.shortMonths') })}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          data={days.map(value => ({ value, label: value === '-1' ? t('schedule.repeat.lastDay') : value }))}
          value={monthday}
          onChange={next => onChange({ monthday: next ?? monthday })}
        />
      ) : (
        <div className={classes.pair}>
          <Select
            label={t('schedule.repeat.which')}
            allowDeselect={false}
            data={nths.map(value => ({ value, label: t(`schedule.repeat.nth.n${value === '-1' ? 'Last' : value}`) }))}
            value={nth}
            onChange={next => onChange({ nth: next ?? nth })}
          />
          <Select
            label={t('schedule.repeat.place.weekday')}
            allowDeselect={false}
            data={week.map(day => ({ value: String(day), label: t(`time.weekdays.d${day}`) }))}
            value={weekday}
            onChange={next => onChange({ weekday: next ?? weekday })}
          />
        </div>
      )}
    </>
  );
}
