import { useDocumentTitle } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { playerKind } from '../../components/playerKind.ts';
import { Status } from '../../components/Status.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { ago } from '../../lib/format.ts';
import { useLocations } from '../../lib/useLocations.ts';
import { useNow } from '../../lib/useNow.ts';
import type { Detail } from './detail.ts';
import { PlayerCommands } from './PlayerCommands.tsx';
import { PlayerControl } from './PlayerControl.tsx';
import { PlayerDay } from './PlayerDay.tsx';
import classes from './PlayerDetail.module.css';
import { PlayerFacts } from './PlayerFacts.tsx';
import { PlayerHealth } from './PlayerHealth.tsx';
import { PlayerLog } from './PlayerLog.tsx';
import { PlayerMenu } from './PlayerMenu.tsx';
import { PlayerNext } from './PlayerNext.tsx';
import { PlayerNow } from './PlayerNow.tsx';
import { PlayerPlays } from './PlayerPlays.tsx';
import { PlayerReceipts } from './PlayerReceipts.tsx';
import { PlayerWhy } from './PlayerWhy.tsx';
import { useDay } from './useDay.ts';

/** One screen: what is on, why, and what one can do about it. `arrived` is when its state came. */
export function PlayerDetail({ player, arrived }: { player: Detail; arrived: number }) {
  const { t } = useTranslation();
  const { canWrite } = useAuth();
  const { byId } = useLocations();
  const now = useNow(5000, arrived);
  useDocumentTitle(`${player.name} · TVS`);
  const place = byId.get(player.location_id);
  const day = useDay(player.id);
  const programme = $api.useQuery(
    'get',
    '/players/{id}/programme',
    { params: { path: { id: String(player.id) } } },
    { refetchInterval: 60_000 },
  );
  return (
    <>
      <header className={classes.header}>
        <div className={classes.words}>
          <p className={classes.over}>
            <Link to="/players">{t('players.title')}</Link>
            {place && (
              <>
                {' · '}
                <Link to="/players" search={{ loc: place.id }}>
                  {place.name}
                </Link>
              </>
            )}
          </p>
          <div className={classes.title}>
            <h1 className="el">{player.name}</h1>
            <Status kind={playerKind(player)} pill />
            {player.last_seen && <span className="mut cap">{t('players.lastSeen', { ago: ago(player.last_seen, now) })}</span>}
          </div>
        </div>
        {canWrite && (
          <div className={classes.actions}>
            <PlayerControl player={player} />
            <PlayerMenu player={player} />
          </div>
        )}
      </header>
      <div className={classes.grid}>
        <div className={classes.column}>
          <PlayerNow player={player} programme={programme.data} now={now} />
        </div>
        <div className={classes.column}>
          <PlayerWhy playerId={player.id} now={programme} />
          <PlayerNext player={player} programme={programme.data} day={day} />
        </div>
      </div>
      <PlayerDay day={day} programme={programme.data} now={now} />
      <div className={classes.grid}>
        <div className={classes.column}>
          <PlayerPlays playerId={player.id} day={day} />
          <PlayerLog player={player} />
        </div>
        <div className={classes.column}>
          <PlayerReceipts player={player} />
          <PlayerHealth player={player} />
          <PlayerCommands player={player} />
          <PlayerFacts player={player} zone={place?.effective_timezone} />
        </div>
      </div>
    </>
  );
}
