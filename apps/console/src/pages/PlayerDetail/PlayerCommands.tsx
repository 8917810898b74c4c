import { Skeleton } from '@mantine/core';
import type { Command, Player } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { Failed } from '../../components/Failed.tsx';
import { IconCheck, IconClock, IconX } from '../../components/icons.ts';
import { ago, number } from '../../lib/format.ts';
import { useNow } from '../../lib/useNow.ts';
import { commandWord } from './commandWord.ts';
import classes from './PlayerDetail.module.css';

/** The last commands with what came of them, live. */
export function PlayerCommands({ player }: { player: Player }) {
  const { t } = useTranslation();
  const query = $api.useQuery('get', '/players/{id}/commands', { params: { path: { id: String(player.id) }, query: { per_page: '8' } } });
  const now = useNow(10_000, query.dataUpdatedAt);
  return (
    <section className={classes.card} aria-labelledby="commands">
      <h2 id="commands">{t('players.detail.commands')}</h2>
      {query.isPending && <Skeleton height={64} mt={12} />}
      {query.isError && !query.data && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <p className="mut">{t('players.detail.noCommands')}</p>}
      <ul className={classes.commands} aria-live="polite">
        {query.data?.items.map(command => (
          <CommandLine key={command.id} command={command} now={now} />
        ))}
      </ul>
    </section>
  );
}

/** What a player answers when the picture it sent has a plate instead of a page. */
const UNREADABLE = 'a page cannot be photographed';

/** What the server notes of a command that was called off before a screen took it. */
const CALLED_OFF = 'cancelled';

const icons = { queued: IconClock, sent: IconClock, done: IconCheck, failed: IconX, expired: IconX };

function CommandLine({ command, now }: { command: Command; now: number }) {
  const { t } = useTranslation();
  const { status, created_at, sent_at, answered_at, result } = command;
  const Icon = icons[status];
  const isCalledOff = status === 'expired' && result?.detail === CALLED_OFF;
  const took = status === 'done' && sent_at && answered_at ? (Date.parse(answered_at) - Date.parse(sent_at)) / 1000 : null;
  return (
    <li data-status={status}>
      <span className={classes.commandName}>{t(commandWord(command.command, command.params))}</span>
      <span className={classes.outcome}>
        <Icon size={16} aria-hidden />
        {t(isCalledOff ? 'players.command.calledOff' : `players.command.status.${status}`)}
        {took !== null && ` ${t('players.command.took', { time: `${number(took, took < 1 ? 2 : 1)} s` })}`}
      </span>
      <time className="dim num" dateTime={created_at}>
        {ago(created_at, now)}
      </time>
      {result?.detail && !result.ok && !isCalledOff && <span className={classes.detail}>{result.detail}</span>}
      {result?.ok && result.detail === UNREADABLE && <span className={classes.detail}>{t('players.command.unreadable')}</span>}
    </li>
  );
}
