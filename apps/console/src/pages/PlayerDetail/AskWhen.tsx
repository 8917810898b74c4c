import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../components/DateField.tsx';
import { TimeField } from '../../components/TimeField.tsx';
import { isDate } from '../../lib/readDate.ts';
import { isTime } from '../../lib/readTime.ts';
import { serverNow } from '../../lib/serverClock.ts';
import { hhmm, instantOf, wallClock } from '../../lib/zone.ts';
import classes from './PlayerDetail.module.css';

interface AskWhenProps {
  /** Of the screen's place: what is typed is its time. */
  zone: string;
  /** An instant, ISO 8601. */
  onAsk: (at: string) => void;
  onEnd: () => void;
}

/** A day and a time at the screen, to ask what plays then. */
export function AskWhen({ zone, onAsk, onEnd }: AskWhenProps) {
  const { t } = useTranslation();
  const [{ date, time }, setWhen] = useState(() => {
    const now = wallClock(serverNow(), zone);
    return { date: now.date, time: hhmm(now.minutes) };
  });
  const change = (next: { date?: string; time?: string }) => {
    const when = { date, time, ...next };
    setWhen(when);
    const [hours = 0, minutes = 0] = when.time.split(':').map(Number);
    if (isDate(when.date) && isTime(when.time)) onAsk(new Date(instantOf(when.date, hours * 60 + minutes, zone)).toISOString());
  };
  return (
    <fieldset className={classes.ask} aria-label={t('screen.why.ask')}>
      <DateField size="xs" aria-label={t('screen.why.date')} data-autofocus value={date} onChange={next => change({ date: next ?? '' })} />
      <TimeField size="xs" aria-label={t('screen.why.time')} value={time} onChange={next => change({ time: next })} />
      <Button size="xs" variant="subtle" onClick={onEnd}>
        {t('screen.why.now')}
      </Button>
    </fieldset>
  );
}
