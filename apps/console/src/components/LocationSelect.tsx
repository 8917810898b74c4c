import { Select, type SelectProps } from '@mantine/core';
import { useMemo } from 'react';
import { useGrowing } from '../lib/useGrowing.ts';
import { useLocations } from '../lib/useLocations.ts';

interface LocationSelectProps extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  value?: number | null;
  onChange: (id: number | null) => void;
  /** Offers "everywhere", under this name. */
  everywhere?: string;
  /** Locations that can't be chosen. */
  without?: ReadonlySet<number>;
}

/** Chooses a location, shown as the tree it stands in. */
export function LocationSelect({ value = null, onChange, everywhere, without, ...props }: LocationSelectProps) {
  const { rows } = useLocations();
  const { limit, grow, reset } = useGrowing();
  const data = useMemo(
    () => [
      ...(everywhere ? [{ value: '0', label: everywhere }] : []),
      ...rows
        .filter(({ location }) => !without?.has(location.id))
        .map(({ location }) => ({ value: String(location.id), label: location.name })),
    ],
    [rows, everywhere, without],
  );
  const depth = useMemo(() => new Map(rows.map(row => [String(row.location.id), row.depth])), [rows]);
  return (
    <Select
      searchable
      allowDeselect={false}
      maxDropdownHeight={280}
      {...props}
      data={data}
      limit={limit}
      scrollAreaProps={{ onBottomReached: grow }}
      onDropdownOpen={() => reset(data.findIndex(option => option.value === String(value ?? 0)))}
      value={value === null ? (everywhere ? '0' : null) : String(value)}
      onChange={next => onChange(next === null || next === '0' ? null : Number(next))}
      renderOption={({ option }) => <span style={{ paddingLeft: (depth.get(option.value) ?? 0) * 14 }}>{option.label}</span>}
    />
  );
}
