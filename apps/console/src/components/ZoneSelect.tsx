import { type OptionsFilter, Select, type SelectProps } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { plain } from '../lib/plain.ts';
import { zoneCity } from '../lib/zoneName.ts';

/** Found by its city with or without accents, and by its IANA name. */
const byName: OptionsFilter = ({ options, search, limit }) => {
  const wanted = plain(search.trim());
  return options
    .filter(option => 'value' in option && plain(`${option.label} ${option.value.replaceAll('_', ' ')}`).includes(wanted))
    .slice(0, limit);
};

/** Chooses a time zone. */
export function ZoneSelect(props: Omit<SelectProps, 'data' | 'filter' | 'limit' | 'searchable'>) {
  const { i18n } = useTranslation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names are those of the language
  const zones = useMemo(
    () =>
      Intl.supportedValuesOf('timeZone')
        .map(zone => ({ value: zone, label: zoneCity(zone) }))
        .toSorted((a, b) => a.label.localeCompare(b.label)),
    [i18n.language],
  );
  return <Select {...props} searchable limit={60} data={zones} filter={byName} />;
}
