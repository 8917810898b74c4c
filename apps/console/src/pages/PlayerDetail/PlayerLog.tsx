import { Button, Skeleton, Switch } from '@mantine/core';
import type { Player } from '@tvs/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { Failed } from '../../components/Failed.tsx';
import { IconList } from '../../components/icons.ts';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { moment } from '../../lib/format.ts';
import { LogLines } from './LogLines.tsx';
import classes from './PlayerLog.module.css';
import { useCommand } from './useCommand.ts';

/** Lines before one asks for all. */
const few = 12;

/** What the screen noted of itself, as it last told; asking again is a command like any other. */
export function PlayerLog({ player }: { player: Player }) {
  const { t } = useTranslation();
  const { canWrite } = useAuth();
  const { send, busy } = useCommand(player);
  const [onlyProblems, setOnlyProblems] = useState(false);
  const [all, setAll] = useState(false);
  const path = { params: { path: { id: String(player.id) } } };
  const query = $api.useQuery('get', '/players/{id}/log', path);
  const commands = $api.useQuery('get', '/players/{id}/commands', { params: { ...path.params, query: { per_page: '8' } } });
  const asked = commands.data?.items.find(({ command }) => command === 'log')?.status;
  const waiting = asked === 'queued' || asked === 'sent';
  const lines = query.data?.lines ?? [];
  const newestFirst = lines.filter(({ level }) => !onlyProblems || level === 'problem').toReversed();
  const received = query.data?.received_at ?? null;
  return (
    <section className={classes.card} aria-labelledby="log">
      <header className={classes.header}>
        <h2 id="log">{t('players.detail.log')}</h2>
        {received && (
          <time className="mut cap" dateTime={received}>
            {t('players.detail.logAt', { when: moment(received) })}
          </time>
        )}
        <span className={classes.tools}>
          {lines.length > 0 && (
            <Switch
              size="xs"
              label={t('players.detail.logOnly')}
              checked={onlyProblems}
              onChange={event => setOnlyProblems(event.currentTarget.checked)}
            />
          )}
          {canWrite && (
            <Button size="xs" variant="light" leftSection={<IconList size={16} />} loading={busy} onClick={() => send('log')}>
              {t('players.detail.logFetch')}
            </Button>
          )}
        </span>
      </header>
      {waiting && (
        <p className="mut" role="status">
          {t('players.detail.logWaiting')}
        </p>
      )}
      {query.isPending && <Skeleton height={64} mt={8} />}
      {query.isError && !query.data && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && received === null && !waiting && <p className="mut">{t('players.detail.logNever')}</p>}
      {received !== null && lines.length === 0 && <p className="mut">{t('players.detail.logEmpty')}</p>}
      {lines.length > 0 && newestFirst.length === 0 && <p className="mut">{t('players.detail.logNoProblem', { count: lines.length })}</p>}
      <LogLines lines={all ? newestFirst : newestFirst.slice(0, few)} />
      {newestFirst.length > 0 && (
        <p className={classes.foot}>
          <span className="dim cap">{t('players.detail.logClock')}</span>
          {!all && newestFirst.length > few && (
            <Button size="xs" variant="subtle" onClick={() => setAll(true)}>
              {t('players.detail.logMore', { count: newestFirst.length })}
            </Button>
          )}
        </p>
      )}
    </section>
  );
}
