import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { IconSearch } from './icons.ts';

interface SearchInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  w?: number | string;
}

/** A search that waits until one stops typing. */
export function SearchInput({ label, value, onChange, w = 232 }: SearchInputProps) {
  const [text, setText] = useState(value);
  const later = useDebouncedCallback(onChange, 250);
  useEffect(() => setText(value), [value]);
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={text}
      w={w}
      onChange={event => {
        setText(event.currentTarget.value);
        later(event.currentTarget.value);
      }}
    />
  );
}
