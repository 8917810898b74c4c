import type { EditorialConfig } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { IconAlertTriangle, IconCheck } from '../../components/icons.ts';
import { number } from '../../lib/format.ts';
import classes from './Screens.module.css';
import { type Drawn, readingSeconds, titleLetters } from './slides.ts';

/** Whether somebody who walks by can read the slide. */
export function FitChecks({ item, config }: { item: Drawn; config: Pick<EditorialConfig, 'seconds_per_item' | 'show_qr'> }) {
  const { t } = useTranslation();
  const count = item.title.length;
  const needed = readingSeconds(item);
  const seconds = number(config.seconds_per_item, 1);
  const lines = [
    { ok: count <= titleLetters, words: t('editorials.screen.titleLength', { count }) },
    needed <= config.seconds_per_item
      ? { ok: true, words: t('editorials.screen.reading', { seconds }) }
      : { ok: false, words: t('editorials.screen.readingShort', { needed: number(needed), seconds }) },
    ...(config.show_qr
      ? [{ ok: item.link !== null, words: t(item.link === null ? 'editorials.screen.noCode' : 'editorials.screen.code') }]
      : []),
  ];
  return (
    <div className={classes.checks}>
      <h2>{t('editorials.screen.checks')}</h2>
      <ul>
        {lines.map(({ ok, words }) => (
          <li key={words} data-warn={!ok || undefined}>
            {ok ? <IconCheck size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />}
            {words}
          </li>
        ))}
      </ul>
    </div>
  );
}
