import { ActionIcon, Button, Skeleton } from '@mantine/core';
import type { PlayerDay as Day, PlayerProgramme } from '@tvs/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../components/DateField.tsx';
import { Failed } from '../../components/Failed.tsx';
import { IconChevronLeft, IconChevronRight } from '../../components/icons.ts';
import { percent } from '../../lib/format.ts';
import { isDate } from '../../lib/readDate.ts';
import { addDays } from '../../lib/zone.ts';
import { zoneName } from '../../lib/zoneName.ts';
import classes from './Day.module.css';
import { DayDifferences } from './DayDifferences.tsx';
import { DayLanes } from './DayLanes.tsx';
import { DayTable } from './DayTable.tsx';
import type { DayOfPlayer } from './useDay.ts';
import { useDayPieces } from './useDayPieces.ts';

/** What was planned for a day and what the screen says it showed. */
export function PlayerDay({ day, programme, now }: { day: DayOfPlayer; programme: PlayerProgramme | undefined; now: number }) {
  const { t } = useTranslation();
  const [table, setTable] = useState(false);
  const { query, choose } = day;
  const { data } = query;
  const pieces = useDayPieces(data, programme);
  const date = day.date ?? data?.date ?? null;
  return (
    <section className={classes.card} aria-labelledby="day">
      <header className={classes.header}>
        <h2 id="day">{t('screen.day.title')}</h2>
        {data && <Kept day={data} />}
        <span className={classes.tools}>
          {pieces.length > 0 && (
            <Button size="xs" variant="subtle" onClick={() => setTable(!table)}>
              {t(table ? 'screen.day.asLanes' : 'screen.day.asTable')}
            </Button>
          )}
          <Button size="xs" variant="default" disabled={day.date === undefined} onClick={() => choose(undefined)}>
            {t('screen.day.today')}
          </Button>
          <span className={classes.date}>
            <ActionIcon
              variant="default"
              size={30}
              aria-label={t('screen.day.previous')}
              disabled={date === null}
              onClick={() => date && choose(addDays(date, -1))}
            >
              <IconChevronLeft size={18} />
            </ActionIcon>
            <DateField
              size="xs"
              aria-label={t('screen.day.date')}
              value={date}
              onChange={next => next !== null && isDate(next) && choose(next)}
            />
            <ActionIcon
              variant="default"
              size={30}
              aria-label={t('screen.day.next')}
              disabled={date === null}
              onClick={() => date && choose(addDays(date, 1))}
            >
              <IconChevronRight size={18} />
            </ActionIcon>
          </span>
        </span>
      </header>
      {!data && !query.isError && <Skeleton height={112} mt={12} />}
      {!data && query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {data && pieces.length === 0 && <p className="mut">{t('screen.day.empty')}</p>}
      {data && pieces.length > 0 && (
        <>
          {table ? <DayTable pieces={pieces} /> : <DayLanes day={data} pieces={pieces} now={now} />}
          <DayDifferences key={data.date} pieces={pieces} />
          <p className={classes.hint}>{t('screen.day.hint', { zone: zoneName(data.timezone, Date.parse(data.from)) })}</p>
        </>
      )}
    </section>
  );
}

function Kept({ day: { planned_seconds, kept_seconds, until, to } }: { day: Day }) {
  const { t } = useTranslation();
  if (planned_seconds === 0) return null;
  const kept = t('screen.day.kept', { part: percent(kept_seconds / planned_seconds) });
  return <span className="mut cap">{until < to ? `${kept}, ${t('screen.day.keptMore')}` : kept}</span>;
}
