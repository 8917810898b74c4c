import { Button, CloseButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../components/DateField.tsx';
import { IconPlus } from '../../components/icons.ts';
import { localDate } from '../../lib/format.ts';
import { isDate } from '../../lib/readDate.ts';
import classes from './ScheduleForm.module.css';

interface ExceptionDatesProps {
  dates: readonly string[];
  error: ReactNode;
  onChange: (dates: string[]) => void;
}

/** Days on which a recurrence does not come. A date that was typed but not added yet counts as soon as it can be read. */
export function ExceptionDates({ dates, error, onChange }: ExceptionDatesProps) {
  const { t } = useTranslation();
  const [next, setNext] = useState<string | null>(null);
  const add = () => {
    if (!isDate(next)) return;
    if (!dates.includes(next)) onChange([...dates, next].toSorted());
    setNext(null);
  };
  return (
    <div>
      <div className={classes.adding}>
        <DateField
          label={t('schedule.repeat.exceptions')}
          value={next}
          error={error}
          onChange={setNext}
          onKeyDown={event => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
        <Button variant="default" leftSection={<IconPlus size={16} />} disabled={!isDate(next)} onClick={add}>
          {t('schedule.repeat.addException')}
        </Button>
      </div>
      {dates.length > 0 && (
        <ul className={classes.exceptions} aria-label={t('schedule.repeat.exceptions')}>
          {dates.map(date => (
            <li key={date}>
              <span className="num">{localDate(date)}</span>
              <CloseButton
                size="sm"
                aria-label={t('schedule.repeat.removeException', { date: localDate(date) })}
                onClick={() => onChange(dates.filter(other => other !== date))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
