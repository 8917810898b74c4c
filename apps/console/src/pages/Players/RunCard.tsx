import { ActionIcon, Button, Progress } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { CommandEvent } from '@tvs/protocol';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../api/problem.ts';
import { IconCircleCheck, IconCircleXFilled, IconClockFilled, IconRefresh, IconX } from '../../components/icons.ts';
import { useLive, useSocketEvent } from '../../contexts/socket/SocketContext.tsx';
import { number } from '../../lib/format.ts';
import { useFailureNotice } from '../../lib/useFailureNotice.ts';
import { useFrames } from '../../lib/useFrames.ts';
import { useProblemWords } from '../../lib/useProblemWords.ts';
import classes from './BulkBar.module.css';
import { cancel, dismiss, lookAgain, resume, tell } from './bulkRun.ts';
import { bulkWord } from './bulkWords.ts';
import { type Line, type Run, tally } from './run.ts';

/** How often is asked for answers that the socket may have missed, ms. */
const askAgain = 10_000;
/** Names shown of one kind. */
const most = 100;

/** How far a command to many has come: who did it, who did not, who has yet to hear of it. */
export function RunCard({ run }: { run: Run }) {
  const { t } = useTranslation();
  const words = useProblemWords();
  const failed = useFailureNotice();
  const { state } = useLive();
  const [listed, setListed] = useState(false);
  useSocketEvent(
    'player_status_update',
    useFrames((events: CommandEvent[]) => tell(events)),
  );
  const { done, failed: not, waiting, sent, unsent, cancelled } = tally(run);
  const open = waiting + sent;
  const asks = open > 0 && state === 'live';
  useEffect(() => {
    if (!asks) return;
    // It asks again by itself: nobody has to hear that it could not once.
    const look = () => void lookAgain().catch(() => undefined);
    look();
    const timer = setInterval(look, askAgain);
    return () => clearInterval(timer);
  }, [asks]);
  const total = run.lines.length;
  const part = (n: number) => (n / total) * 100;
  const deed = t(bulkWord(run.command, run.params), { screens: t('players.bulk.screens', { count: total }) });
  const over = !run.sending && open === 0 && unsent === 0;
  return (
    <section className={classes.run} aria-label={deed}>
      <div className={classes.head}>
        <h2 className="el">{deed}</h2>
        <p className={classes.note} role="status">
          {run.sending
            ? t('players.bulk.sending', { sent: number(total - unsent), total: number(total) })
            : t(over ? 'players.bulk.over' : 'players.bulk.answering')}
        </p>
        {(run.sending || waiting > 0) && (
          <Button variant="default" size="xs" onClick={() => cancel().catch(failed)}>
            {t(run.sending ? 'players.bulk.stop' : 'players.bulk.callOff', { count: waiting })}
          </Button>
        )}
        {run.problem !== null && (
          <Button size="xs" onClick={resume}>
            {t('players.bulk.resume', { count: unsent })}
          </Button>
        )}
        {!run.sending && (
          <ActionIcon aria-label={t('action.close')} onClick={dismiss}>
            <IconX size={18} />
          </ActionIcon>
        )}
      </div>
      <Progress.Root size={6} aria-hidden>
        <Progress.Section value={part(done)} color="var(--ok-f)" />
        <Progress.Section value={part(not)} color="var(--bad-f)" />
        <Progress.Section value={part(waiting)} color="var(--warn-f)" />
        <Progress.Section value={part(sent)} color="var(--accent-bd)" />
      </Progress.Root>
      {run.problem !== null && (
        <p className={classes.problem} role="alert">
          {words(toProblem(run.problem))}
        </p>
      )}
      <ul className={`${classes.counts} num`}>
        <li data-tone="ok">
          <IconCircleCheck size={16} aria-hidden /> {t('players.bulk.done', { count: done })}
        </li>
        <li data-tone="bad">
          <IconCircleXFilled size={16} aria-hidden /> {t('players.bulk.failed', { count: not })}
        </li>
        <li data-tone="warn">
          <IconClockFilled size={16} aria-hidden /> {t('players.bulk.waiting', { count: waiting })}
        </li>
        {sent > 0 && (
          <li>
            <IconRefresh size={16} aria-hidden /> {t('players.bulk.sent', { count: sent })}
          </li>
        )}
        {cancelled > 0 && <li>{t('players.bulk.cancelled', { count: cancelled })}</li>}
        {not + waiting > 0 && (
          <li>
            <Button variant="subtle" size="compact-sm" aria-expanded={listed} onClick={() => setListed(!listed)}>
              {t(listed ? 'players.bulk.hide' : 'players.bulk.which')}
            </Button>
          </li>
        )}
      </ul>
      {listed && <Lines lines={run.lines} />}
    </section>
  );
}

/** Those that did not do it, with what they said, and those that have yet to hear of it. */
function Lines({ lines }: { lines: readonly Line[] }) {
  const { t } = useTranslation();
  const shown = (['failed', 'waiting'] as const).flatMap(outcome => lines.filter(line => line.outcome === outcome).slice(0, most));
  const said = ({ outcome, detail }: Line) => {
    if (outcome === 'waiting') return t('players.bulk.why.waiting');
    if (detail === 'gone' || detail === 'expired') return t(`players.bulk.why.${detail}`);
    return detail === null || detail === 'no answer' ? t('players.bulk.why.silent') : detail;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by the keyboard
    <ul className={classes.lines} tabIndex={0} aria-label={t('players.bulk.which')}>
      {shown.map(line => (
        <li key={line.player.id}>
          <Link to="/players/$playerId" params={{ playerId: String(line.player.id) }}>
            {line.player.name}
          </Link>
          <span className="mut">{said(line)}</span>
        </li>
      ))}
    </ul>
  );
}
