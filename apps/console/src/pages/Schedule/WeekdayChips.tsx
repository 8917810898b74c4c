import { Chip } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './ScheduleForm.module.css';

const week = [1, 2, 3, 4, 5, 6, 0] as const;

const marks = { iconWrapper: classes.mark };

interface WeekdayChipsProps {
  label: string;
  /** Shown while none is chosen, or always. */
  hint?: string;
  always?: boolean;
  value?: string[];
  onChange?: (days: string[]) => void;
  error?: ReactNode;
}

/** Weekdays to choose from, Monday first. */
export function WeekdayChips({ label, hint, always = false, value = [], onChange, error }: WeekdayChipsProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <fieldset className={classes.plain} aria-labelledby={id} aria-describedby={error ? `${id}-error` : undefined}>
      <p id={id} className={classes.label}>
        {label}
      </p>
      <Chip.Group multiple value={value} onChange={days => onChange?.(days)}>
        <div className={classes.week}>
          {week.map(day => (
            <Chip key={day} value={String(day)} size="sm" classNames={marks} aria-label={t(`time.weekdays.d${day}`)}>
              {t(`time.short.d${day}`)}
            </Chip>
          ))}
        </div>
      </Chip.Group>
      {hint && (always || value.length === 0) && <p className={classes.hint}>{hint}</p>}
      {error && (
        <p id={`${id}-error`} className={classes.error}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
