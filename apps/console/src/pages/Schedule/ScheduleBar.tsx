import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IconChevronLeft, IconChevronRight, IconClock, IconPlus } from '../../components/icons.ts';
import { PageHeader } from '../../components/PageHeader.tsx';
import { dateRange, localDate } from '../../lib/format.ts';
import { addDays, monday } from '../../lib/zone.ts';
import { addMonths } from './monthDays.ts';
import classes from './Schedule.module.css';

/** How much of the schedule is seen at once. */
export type View = 'day' | 'week' | 'month';

interface ScheduleBarProps {
  title: string;
  view: View;
  shown: string;
  phone: boolean;
  /** A form is open: another is not what comes next. */
  busy: boolean;
  canWrite: boolean;
  onView: (view: View) => void;
  /** Nothing: today. */
  onShow: (date: string | undefined) => void;
  onAsk: () => void;
  onNew: () => void;
}

/** Title, the days that are seen and the way to others, an instant to ask for, and what is new. */
export function ScheduleBar({ title, view, shown, phone, busy, canWrite, onView, onShow, onAsk, onNew }: ScheduleBarProps) {
  const { t } = useTranslation();
  // On a phone the days of a week stand below: the arrows lead to other weeks.
  const span = phone && view === 'day' ? 'week' : view;
  const far = (way: 1 | -1) => {
    if (span === 'month') return addMonths(shown, way);
    return addDays(shown, span === 'day' ? way : way * 7);
  };
  const first = monday(shown);
  const range = {
    day: () => localDate(shown, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
    week: () => dateRange(first, addDays(first, 6)),
    month: () => localDate(`${shown.slice(0, 7)}-01`, { month: 'long', year: 'numeric' }),
  }[span]();
  const views: View[] = phone ? ['day', 'month'] : ['day', 'week', 'month'];
  return (
    <PageHeader title={title} tab={t('schedule.title')}>
      <ActionIcon aria-label={t(`schedule.previous.${span}`)} onClick={() => onShow(far(-1))}>
        <IconChevronLeft size={20} />
      </ActionIcon>
      <b className={`${classes.range} num`} data-view={span} aria-live="polite">
        {range}
      </b>
      <ActionIcon aria-label={t(`schedule.next.${span}`)} onClick={() => onShow(far(1))}>
        <IconChevronRight size={20} />
      </ActionIcon>
      <Button variant="default" onClick={() => onShow(undefined)}>
        {t('schedule.today')}
      </Button>
      <SegmentedControl
        aria-label={t('schedule.view.label')}
        value={view}
        data={views.map(value => ({ value, label: t(`schedule.view.${value}`) }))}
        onChange={value => onView(value as View)}
      />
      {phone ? (
        <ActionIcon variant="default" size={44} aria-label={t('schedule.instant.open')} onClick={onAsk}>
          <IconClock size={20} />
        </ActionIcon>
      ) : (
        <Button variant="default" leftSection={<IconClock size={18} />} onClick={onAsk}>
          {t('schedule.instant.open')}
        </Button>
      )}
      {canWrite && (
        <Button variant={busy ? 'default' : 'filled'} leftSection={<IconPlus size={18} />} onClick={onNew}>
          {t('schedule.new')}
        </Button>
      )}
    </PageHeader>
  );
}
