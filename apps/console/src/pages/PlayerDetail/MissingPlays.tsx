import { useTranslation } from 'react-i18next';
import { IconAlertTriangle } from '../../components/icons.ts';
import { number } from '../../lib/format.ts';
import { type Detail, rangesOf } from './detail.ts';
import classes from './Receipts.module.css';

/** Ranges named; of more their number is said. */
const named = 6;

/** Records of plays that the screen owes: on their way, or missing between those that came. */
export function MissingPlays({ player }: { player: Detail }) {
  const { t } = useTranslation();
  const ranges = rangesOf(player);
  const pending = Number(player.system_info.pending_plays ?? 0);
  const count = ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  const words = ranges.slice(0, named).map(([first, last]) => (first === last ? number(first) : `${number(first)}–${number(last)}`));
  const rest = ranges.length - named;
  return (
    <>
      <h3 className={classes.sub}>{t('players.detail.plays')}</h3>
      {pending > 0 && <p className="mut">{t('players.detail.playsPending', { count: pending })}</p>}
      {count === 0 ? (
        pending === 0 && <p className="mut">{t('players.detail.playsComplete')}</p>
      ) : (
        <div className={classes.missing}>
          <IconAlertTriangle size={18} aria-hidden />
          <div>
            <b>{t('players.detail.missing', { count })}</b>
            <p className="num">
              {t('players.detail.missingText', { ranges: words.join(', ') })}
              {rest > 0 && ` ${t('players.detail.missingMore', { count: rest })}`}
            </p>
          </div>
        </div>
      )}
    </>
  );
}
