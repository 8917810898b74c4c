import type { Dispatch } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../components/DateField.tsx';
import type { BuilderAction, BuilderItem } from './builderState.ts';
import classes from './ItemInspector.module.css';
import { type HalfTyped, halfTyped, standingOf, wrongDates } from './itemDates.ts';
import { Standing } from './Standing.tsx';

interface ItemDatesProps {
  item: BuilderItem;
  /** What is in the fields and can't be yet. */
  half: HalfTyped | null;
  onHalf: (half: HalfTyped | null) => void;
  today: string;
  dispatch: Dispatch<BuilderAction>;
  readOnly: boolean;
}

/** From which day on the item shows and until which. What can't be yet stays in the fields and out of the campaign. */
export function ItemDates({ item, half, onHalf, today, dispatch, readOnly }: ItemDatesProps) {
  const { t } = useTranslation();
  const { key, valid_from, valid_until } = item;
  const shown = half ?? { valid_from, valid_until };
  const wrong = wrongDates(shown);
  const change = (patch: { valid_from?: string | null; valid_until?: string | null }) => {
    const { valid_from: from, valid_until: until } = { ...shown, ...patch };
    const next = { valid_from: from, valid_until: until };
    if (wrongDates(next) !== null) onHalf(halfTyped(item, next));
    else {
      onHalf(null);
      dispatch({ type: 'change', key, patch: next });
    }
  };
  const standing = wrong === null ? standingOf(shown, today) : null;
  return (
    <div className={classes.dates}>
      <div className={classes.pair}>
        <DateField
          label={t('campaigns.builder.validFrom')}
          placeholder={t('campaigns.builder.validAlways')}
          clearLabel={t('campaigns.builder.validFromClear')}
          disabled={readOnly}
          value={shown.valid_from}
          onChange={next => change({ valid_from: next })}
        />
        <DateField
          label={t('campaigns.builder.validUntil')}
          placeholder={t('campaigns.builder.validAlways')}
          clearLabel={t('campaigns.builder.validUntilClear')}
          disabled={readOnly}
          value={shown.valid_until}
          minDate={shown.valid_from ?? undefined}
          error={wrong === 'order' ? t('campaigns.builder.validOrder') : undefined}
          onChange={next => change({ valid_until: next })}
        />
      </div>
      {standing ? <Standing standing={standing} today={today} long /> : <p className="mut cap">{t('campaigns.builder.validHint')}</p>}
    </div>
  );
}
