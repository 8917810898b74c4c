import { Button, SegmentedControl, VisuallyHidden } from '@mantine/core';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleXFilled,
  IconClockFilled,
  IconLayoutGrid,
  IconList,
} from '../../components/icons.ts';
import { SearchInput } from '../../components/SearchInput.tsx';
import { number } from '../../lib/format.ts';
import classes from './Filters.module.css';

/** What narrows the list, as it stands in the address. */
export interface PlayerFilter {
  q?: string | undefined;
  status?: 'online' | 'offline' | undefined;
  alert?: 'any' | 'player_offline' | 'player_behind' | 'player_storage' | 'player_clock' | undefined;
  old?: '1' | undefined;
}

interface PlayerFiltersProps {
  filter: PlayerFilter;
  counts: { online: number; offline: number; behind: number; alert: number };
  view: 'table' | undefined;
  /** Too little room for a table: there is no choice. */
  phone: boolean;
  onFilter: (filter: PlayerFilter) => void;
  onView: (view: 'table' | undefined) => void;
}

/** Search, the states as buttons with how many there are, and how the list looks. */
export function PlayerFilters({ filter, counts, view, phone, onFilter, onView }: PlayerFiltersProps) {
  const { t } = useTranslation();
  const { q, status, alert, old } = filter;
  const state = (value: 'online' | 'offline') => ({
    on: status === value,
    onToggle: () => onFilter({ status: status === value ? undefined : value }),
    count: counts[value],
  });
  return (
    <search className={classes.filters}>
      <SearchInput label={t('players.search')} value={q ?? ''} onChange={value => onFilter({ q: value || undefined })} />
      <fieldset className={classes.states} aria-label={t('players.status')}>
        <State tone="ok" Icon={IconCircleCheck} word={t('status.online')} {...state('online')} />
        <State tone="bad" Icon={IconCircleXFilled} word={t('status.offline')} {...state('offline')} />
        <State
          tone="warn"
          Icon={IconAlertTriangle}
          word={alert === undefined || alert === 'any' ? t('players.filter.alert') : t(`players.filter.${alert}`)}
          on={alert !== undefined}
          count={alert === undefined || alert === 'any' ? counts.alert : null}
          onToggle={() => onFilter({ alert: alert === undefined ? 'any' : undefined })}
        />
        <State
          tone="behind"
          Icon={IconClockFilled}
          word={t('status.behind')}
          on={old !== undefined}
          count={counts.behind}
          onToggle={() => onFilter({ old: old === undefined ? '1' : undefined })}
        />
      </fieldset>
      {!phone && (
        <SegmentedControl
          ml="auto"
          aria-label={t('players.view')}
          value={view ?? ''}
          onChange={value => onView(value === 'table' ? 'table' : undefined)}
          data={[
            { value: '', label: <ViewIcon Icon={IconLayoutGrid} word={t('players.cards')} /> },
            { value: 'table', label: <ViewIcon Icon={IconList} word={t('players.table')} /> },
          ]}
        />
      )}
    </search>
  );
}

interface StateProps {
  tone: 'ok' | 'bad' | 'warn' | 'behind';
  Icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>;
  word: string;
  on: boolean;
  /** `null` where it is not known. */
  count: number | null;
  onToggle: () => void;
}

function State({ tone, Icon, word, on, count, onToggle }: StateProps) {
  return (
    <Button
      variant="default"
      className={classes.state ?? ''}
      data-tone={tone}
      data-on={on || undefined}
      aria-pressed={on}
      leftSection={<Icon size={16} aria-hidden />}
      onClick={onToggle}
    >
      {word}
      {count !== null && <span className={`num ${classes.count}`}>{number(count)}</span>}
    </Button>
  );
}

function ViewIcon({ Icon, word }: { Icon: typeof IconList; word: string }) {
  return (
    <span style={{ display: 'grid', placeItems: 'center', height: 20 }} title={word}>
      <Icon size={18} aria-hidden />
      <VisuallyHidden>{word}</VisuallyHidden>
    </span>
  );
}
