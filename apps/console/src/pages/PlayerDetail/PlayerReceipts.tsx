import type { Receipt } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { IconCircleCheck, IconClock } from '../../components/icons.ts';
import { moment } from '../../lib/format.ts';
import type { Detail } from './detail.ts';
import { MissingPlays } from './MissingPlays.tsx';
import classes from './Receipts.module.css';

const steps = [
  ['received', 'received_at'],
  ['downloaded', 'downloaded_at'],
  ['onScreen', 'on_screen_at'],
] as const;

/** The screen's own word on each version: it holds it, it holds every file of it, it plays by it. */
export function PlayerReceipts({ player }: { player: Detail }) {
  const { t } = useTranslation();
  const [newest, ...earlier] = player.receipts;
  return (
    <section className={classes.card} aria-labelledby="receipts">
      <header className={classes.header}>
        <h2 id="receipts">{t('players.detail.receipts')}</h2>
        {newest && <code className={classes.version}>{newest.programme_version.slice(0, 6)}</code>}
      </header>
      {newest ? <Ladder receipt={newest} /> : <p className="mut">{t('players.detail.noReceipts')}</p>}
      {earlier.length > 0 && (
        <>
          <h3 className={classes.sub}>{t('players.detail.earlier')}</h3>
          <ul className={classes.earlier}>
            {earlier.slice(0, 4).map(({ programme_version, received_at, on_screen_at }) => (
              <li key={programme_version}>
                <code>{programme_version.slice(0, 6)}</code>
                {received_at && <time dateTime={received_at}>{moment(received_at)}</time>}
                <span>{on_screen_at ? `${t('players.detail.step.onScreen')}: ${moment(on_screen_at)}` : t('players.detail.skipped')}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <MissingPlays player={player} />
    </section>
  );
}

function Ladder({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation();
  return (
    <ol className={classes.ladder}>
      {steps.map(([step, field]) => {
        const at = receipt[field];
        const Icon = at ? IconCircleCheck : IconClock;
        return (
          <li key={step} data-done={at !== null || undefined}>
            <Icon size={18} aria-hidden />
            <span>
              <b>{t(`players.detail.step.${step}`)}</b>
              {at ? <time dateTime={at}>{moment(at)}</time> : <span>{t('players.detail.stepWaits')}</span>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
