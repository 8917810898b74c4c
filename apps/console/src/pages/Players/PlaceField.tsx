import { TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { LocationSelect } from '../../components/LocationSelect.tsx';
import { useFirstLocation } from './useFirstLocation.ts';

export interface PlaceValues {
  location_id: number | null;
  first_location: string;
}

/** Where the screen hangs; on an empty system, the name of the first place. */
export function PlaceField<T extends PlaceValues & Record<string, unknown>>({ form }: { form: UseFormReturnType<T> }) {
  const { t } = useTranslation();
  const { none, mayCreate } = useFirstLocation();
  if (none && !mayCreate) return <p className="mut">{t('players.form.noLocation')}</p>;
  if (none)
    return (
      <TextInput
        label={t('players.form.firstLocation')}
        description={t('players.form.firstLocationHint')}
        maxLength={200}
        {...form.getInputProps('first_location')}
      />
    );
  return <LocationSelect label={t('players.form.location')} {...form.getInputProps('location_id')} />;
}
