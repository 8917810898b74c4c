import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../components/DateField.tsx';
import { TimeField } from '../../components/TimeField.tsx';
import { sameTime, viewerZone } from '../../lib/zone.ts';
import { zoneName } from '../../lib/zoneName.ts';
import classes from './Forms.module.css';
import type { ItemValues } from './itemValues.ts';

/** When an item was published, and until when it counts. */
export function ItemDates({ form, zone }: { form: UseFormReturnType<ItemValues>; zone: string }) {
  const { t } = useTranslation();
  const clearLabel = t('editorials.item.noDate');
  return (
    <>
      {(['published', 'expires'] as const).map(which => (
        <div key={which}>
          <div className={classes.pair}>
            <DateField label={t(`editorials.item.${which}`)} clearLabel={clearLabel} {...form.getInputProps(`${which}_date`)} />
            <TimeField
              label={t('editorials.item.time')}
              disabled={form.values[`${which}_date`] === null}
              {...form.getInputProps(`${which}_time`)}
            />
          </div>
          <p className={classes.hint}>{t(`editorials.item.${which}Hint`)}</p>
        </div>
      ))}
      {!sameTime(zone, viewerZone(), Date.now()) && <p className={classes.hint}>{t('editorials.item.zone', { zone: zoneName(zone) })}</p>}
    </>
  );
}
