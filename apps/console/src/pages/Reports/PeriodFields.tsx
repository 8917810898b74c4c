import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../components/DateField.tsx';
import { isDate } from '../../lib/readDate.ts';
import { presetOf, presetPeriod, presets } from './period.ts';
import classes from './Reports.module.css';
import type { Question } from './useReports.ts';

/** Which days: a usual span, or any two dates. */
export function PeriodFields({ question: { period, today, change } }: { question: Question }) {
  const { t } = useTranslation();
  const preset = presetOf(period, today);
  const first = { page: undefined, planPage: undefined };
  return (
    <>
      <SegmentedControl
        aria-label={t('reports.period.label')}
        value={preset ?? ''}
        data={presets.map(value => ({ value, label: t(`reports.period.${value}`) }))}
        onChange={value => {
          const chosen = presets.find(name => name === value);
          if (chosen) change({ ...(chosen === 'week' ? { from: undefined, to: undefined } : presetPeriod(chosen, today)), ...first });
        }}
      />
      <div className={classes.dates}>
        <DateField
          aria-label={t('reports.period.from')}
          value={period.from}
          onChange={from => isDate(from ?? '') && change({ from: from ?? undefined, to: period.to, ...first })}
        />
        <span aria-hidden>–</span>
        <DateField
          aria-label={t('reports.period.to')}
          value={period.to}
          onChange={to => isDate(to ?? '') && change({ from: period.from, to: to ?? undefined, ...first })}
        />
      </div>
    </>
  );
}
