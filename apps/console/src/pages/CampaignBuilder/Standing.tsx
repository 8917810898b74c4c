import { useTranslation } from 'react-i18next';
import { IconCalendarEvent, IconCalendarOff, IconClock } from '../../components/icons.ts';
import { shortDate, type standingOf } from './itemDates.ts';
import classes from './Standing.module.css';

const icons = { early: IconClock, over: IconCalendarOff, until: IconCalendarEvent };

interface StandingProps {
  standing: NonNullable<ReturnType<typeof standingOf>>;
  today: string;
  /** A sentence, not two words. */
  long?: boolean;
}

/** Whether an item's dates let it show, as icon and words. */
export function Standing({ standing: { kind, date }, today, long = false }: StandingProps) {
  const { t } = useTranslation();
  const Icon = icons[kind];
  const when = { date: shortDate(date, today) };
  return (
    <span className={classes.standing} data-kind={kind} data-long={long || undefined}>
      <Icon size={14} aria-hidden />
      <span>{long ? t(`campaigns.builder.valid.${kind}Long`, when) : t(`campaigns.builder.valid.${kind}`, when)}</span>
    </span>
  );
}
