import { isValidOn } from '@tvs/schedule/spans';
import { useTranslation } from 'react-i18next';
import type { BuilderItem } from './builderState.ts';
import { nextBegin, shortDate } from './itemDates.ts';

/** Before a campaign is published: how much of it the screens show today, and what its dates bring next. */
export function DatesCard({ items, today }: { items: readonly BuilderItem[]; today: string }) {
  const { t } = useTranslation();
  const valid = items.filter(item => isValidOn(item, today)).length;
  if (valid === items.length) return null;
  const next = nextBegin(items, today);
  return (
    <p className="mut">
      {t('campaigns.builder.publishToday', { valid, items: t('campaigns.items', { count: items.length }) })}{' '}
      {next !== undefined && t('campaigns.builder.publishNext', { date: shortDate(next, today) })}{' '}
      {valid === 0 && t('campaigns.builder.publishNothing')}
    </p>
  );
}
