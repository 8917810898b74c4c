import { TextInput, type TextInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isTime, readTime } from '../lib/readTime.ts';
import { useTyped } from './useTyped.ts';

interface TimeFieldProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  value?: string;
  onChange?: (value: string) => void;
}

const asIs = (value: string) => value;
const nowhere = () => undefined;

/** A time of day, 24 h, in every browser and language: `8`, `8:00`, `0800`, `8h`, `20h30`. */
export function TimeField({ value = '', onChange = nowhere, onBlur, error, ...props }: TimeFieldProps) {
  const { t } = useTranslation();
  const typed = useTyped({ value, onChange, read: readTime, show: asIs, isRead: isTime });
  return (
    <TextInput
      inputMode="text"
      autoComplete="off"
      spellCheck={false}
      placeholder={t('editing.time.placeholder')}
      {...props}
      value={typed.text}
      error={error ?? (typed.unread && t('editing.time.unread'))}
      onChange={event => typed.type(event.currentTarget.value)}
      onBlur={event => {
        typed.settle();
        onBlur?.(event);
      }}
    />
  );
}
