import { Button, Chip, NumberInput, Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { describe } from '@tvs/schedule/describe';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../components/DateField.tsx';
import { currentLocale } from '../../i18n/index.ts';
import { isDate } from '../../lib/readDate.ts';
import { weekday } from '../../lib/zone.ts';
import { ExceptionDates } from './ExceptionDates.tsx';
import { onDays, type ScheduleValues } from './formValues.ts';
import { RepeatPlace } from './RepeatPlace.tsx';
import { type Repeat, writeRepeat } from './repeat.ts';
import classes from './ScheduleForm.module.css';
import { WeekdayChips } from './WeekdayChips.tsx';

const kinds = ['none', 'daily', 'weekly', 'monthly', 'yearly'] as const;
const ends = ['never', 'on', 'after'] as const;

/** How a schedule comes back: the rule, when it ends, its exceptions, and all of it in words. */
export function RepeatFields({ form }: { form: UseFormReturnType<ScheduleValues> }) {
  const { t } = useTranslation();
  const { repeat, start_date, end_date } = form.values;
  const { kind, kept } = repeat;
  const set = (patch: Partial<Repeat>) => form.setFieldValue('repeat', { ...repeat, ...patch });
  const choose = (next: string | null) => {
    const found = kinds.find(name => name === next);
    if (!found) return;
    // Which weekdays is the rule's to say from here on, or the schedule's again.
    const days = form.values.days;
    // A single day that comes to recur does not end on that very day.
    const single = kind === 'none' && found !== 'none' && start_date !== null && end_date === start_date;
    const last = end_date !== null && !single ? 'on' : repeat.ends === 'on' ? 'never' : repeat.ends;
    const first = isDate(start_date) ? String(weekday(start_date)) : repeat.weekday;
    set({ kind: found, kept: null, ends: last, ...(found === 'weekly' && { days: days.length > 0 ? days : [first] }) });
    if (single) form.setFieldValue('end_date', null);
    form.setFieldValue('days', found === 'none' && kind === 'weekly' ? repeat.days : []);
  };
  const rule = writeRepeat(repeat, end_date);
  const words = rule && kind !== 'kept' && rule.byday?.length !== 0 ? describe(rule, currentLocale()) : null;

  if (kind === 'kept' && kept)
    return (
      <div className={classes.repeat}>
        <p className={classes.label}>{t('schedule.repeat.label')}</p>
        <p>{describe(kept, currentLocale())}</p>
        <p className={classes.hint}>{t('schedule.repeat.keptText')}</p>
        <Button size="xs" variant="default" mt={8} onClick={() => choose('weekly')}>
          {t('schedule.repeat.replace')}
        </Button>
      </div>
    );
  return (
    <div className={classes.repeat}>
      <div className={kind === 'none' ? undefined : classes.pair}>
        <Select
          label={t('schedule.repeat.label')}
          allowDeselect={false}
          data={kinds.map(name => ({ value: name, label: t(`schedule.repeat.kind.${name}`) }))}
          value={kind}
          onChange={choose}
          error={form.errors['repeat.kind']}
        />
        {kind !== 'none' && (
          <NumberInput
            label={t('schedule.repeat.interval')}
            suffix={` ${t(`schedule.repeat.unit.${kind === 'kept' ? 'daily' : kind}`, { count: Number(repeat.interval) || 1 })}`}
            min={1}
            max={1000}
            allowDecimal={false}
            {...form.getInputProps('repeat.interval')}
          />
        )}
      </div>
      {kind === 'none' && (
        <WeekdayChips
          label={t('schedule.form.days')}
          hint={t('schedule.form.daysHint')}
          {...form.getInputProps('days')}
          onChange={days => form.setValues(onDays(form.getValues(), days))}
        />
      )}
      {kind === 'weekly' && <WeekdayChips label={t('schedule.repeat.on')} {...form.getInputProps('repeat.days')} />}
      {(kind === 'monthly' || kind === 'yearly') && <RepeatPlace repeat={repeat} onChange={set} />}
      {kind !== 'none' && (
        <>
          <div role="radiogroup" aria-label={t('schedule.repeat.ends')}>
            <p className={classes.label}>{t('schedule.repeat.ends')}</p>
            <Chip.Group
              value={repeat.ends}
              onChange={next => {
                set({ ends: ends.find(name => name === next) ?? 'never' });
                if (next !== 'on') form.setFieldValue('end_date', null);
              }}
            >
              <div className={classes.days}>
                {ends.map(name => (
                  <Chip key={name} value={name} size="sm">
                    {t(`schedule.repeat.end.${name}`)}
                  </Chip>
                ))}
              </div>
            </Chip.Group>
          </div>
          {repeat.ends === 'on' && (
            <DateField
              label={t('schedule.form.endDate')}
              minDate={form.values.start_date ?? undefined}
              {...form.getInputProps('end_date')}
            />
          )}
          {repeat.ends === 'after' && (
            <NumberInput
              label={t('schedule.repeat.count')}
              description={t('schedule.repeat.countHint')}
              inputWrapperOrder={['label', 'input', 'error', 'description']}
              min={1}
              max={1000}
              allowDecimal={false}
              {...form.getInputProps('repeat.count')}
            />
          )}
          <ExceptionDates dates={repeat.exdates} error={form.errors['repeat.exdates']} onChange={exdates => set({ exdates })} />
          {form.values.days.length > 0 && (
            <WeekdayChips label={t('schedule.repeat.also')} hint={t('schedule.repeat.alsoHint')} always {...form.getInputProps('days')} />
          )}
          {words && (
            <p className={classes.words} role="status">
              {t('schedule.repeat.words', { words })}
            </p>
          )}
        </>
      )}
    </div>
  );
}
