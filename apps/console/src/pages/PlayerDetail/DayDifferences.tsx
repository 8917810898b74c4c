import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconAlertTriangle, IconCircleCheck, IconClock } from '../../components/icons.ts';
import classes from './Day.module.css';
import type { Piece } from './useDayPieces.ts';

const few = 4;

/** Where the day went otherwise than planned, in words. */
export function DayDifferences({ pieces }: { pieces: readonly Piece[] }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const found = pieces.filter(({ kind }) => kind !== 'planned' && kind !== 'played');
  if (!found.some(({ kind }) => kind !== 'waiting') && pieces.some(({ kind }) => kind === 'played'))
    return (
      <p className={classes.fine}>
        <IconCircleCheck size={16} aria-hidden />
        {t('screen.day.none')}
      </p>
    );
  return (
    <>
      <ul className={classes.differences} aria-label={t('screen.day.differences', { count: found.length })}>
        {(all ? found : found.slice(0, few)).map(({ key, kind, when, what, why }) => {
          const Icon = kind === 'waiting' ? IconClock : IconAlertTriangle;
          return (
            <li key={key} data-kind={kind}>
              <Icon size={16} aria-hidden />
              <b className="num">{when}</b>
              <span>
                {what}
                {why && <span className="mut">. {why}</span>}
              </span>
            </li>
          );
        })}
      </ul>
      {!all && found.length > few && (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
          {t('screen.day.more', { count: found.length })}
        </Button>
      )}
    </>
  );
}
