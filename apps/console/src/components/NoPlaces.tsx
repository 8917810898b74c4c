import { useTranslation } from 'react-i18next';
import { IconLock } from './icons.ts';
import { StateCard } from './StateCard.tsx';

/** For somebody who has no location yet: why there is nothing, and who can change it. */
export function NoPlaces() {
  const { t } = useTranslation();
  return (
    <StateCard icon={IconLock} title={t('state.noPlacesTitle')}>
      {t('state.noPlaces')}
    </StateCard>
  );
}
