import '@mantine/dates/styles.css';
import 'dayjs/locale/pt-br';
import { ActionIcon, Popover, TextInput, type TextInputProps } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLocale } from '../i18n/index.ts';
import { dateOrder, isDate, readDate, showDate } from '../lib/readDate.ts';
import { IconCalendarEvent, IconX } from './icons.ts';
import { useTyped } from './useTyped.ts';

interface DateFieldProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** `YYYY-MM-DD`; `null` is empty; anything else is what was typed and could not be read. */
  value?: string | null;
  onChange?: (value: string | null) => void;
  minDate?: string | undefined;
  /** Says what being empty means, and lets it be emptied. */
  clearLabel?: string;
}

const nowhere = () => undefined;

/** A day, typed as people of the language write it or chosen in a calendar. */
export function DateField({ value = null, onChange = nowhere, minDate, clearLabel, onBlur, error, disabled, ...props }: DateFieldProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const locale = currentLocale();
  const order = dateOrder(locale, navigator.language);
  const typed = useTyped({
    value: value ?? '',
    onChange: next => onChange(next === '' ? null : next),
    read: text => readDate(text, order),
    show: date => showDate(date, locale),
    isRead: isDate,
  });
  const clearable = clearLabel !== undefined && value !== null && !disabled;
  const day = isDate(value) ? value : null;
  const least = minDate !== undefined && isDate(minDate) ? minDate : null;
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus withinPortal withRoles={false}>
      <Popover.Target>
        <TextInput
          autoComplete="off"
          spellCheck={false}
          placeholder={t('editing.date.placeholder')}
          {...props}
          {...(disabled !== undefined && { disabled })}
          value={typed.text}
          error={error ?? (typed.unread && t('editing.date.unread'))}
          onChange={event => typed.type(event.currentTarget.value)}
          onBlur={event => {
            typed.settle();
            onBlur?.(event);
          }}
          rightSectionWidth={clearable ? 64 : 36}
          rightSectionPointerEvents="all"
          rightSection={
            <span style={{ display: 'flex' }}>
              {clearable && (
                <ActionIcon size={28} aria-label={clearLabel} onClick={() => onChange(null)}>
                  <IconX size={16} />
                </ActionIcon>
              )}
              <ActionIcon
                size={28}
                disabled={disabled ?? false}
                aria-label={t('editing.date.calendar')}
                aria-haspopup="dialog"
                aria-expanded={open}
                onClick={() => setOpen(!open)}
              >
                <IconCalendarEvent size={18} />
              </ActionIcon>
            </span>
          }
        />
      </Popover.Target>
      <Popover.Dropdown
        role="dialog"
        aria-label={t('editing.date.calendar')}
        onKeyDown={event => {
          // Closes the calendar, not what it stands in.
          if (event.key === 'Escape') {
            event.preventDefault();
            setOpen(false);
          }
        }}
      >
        <DatePicker
          hideOutsideDates
          weekendDays={[]}
          locale={locale === 'en' ? 'en' : 'pt-br'}
          value={day}
          {...(day && { defaultDate: day })}
          {...(least && { minDate: least })}
          ariaLabels={{
            nextMonth: t('action.next'),
            previousMonth: t('action.previous'),
            nextYear: t('action.next'),
            previousYear: t('action.previous'),
            nextDecade: t('action.next'),
            previousDecade: t('action.previous'),
            monthLevelControl: t('editing.date.pickMonth'),
            yearLevelControl: t('editing.date.pickYear'),
          }}
          onChange={next => {
            onChange(next);
            typed.settle();
            setOpen(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
