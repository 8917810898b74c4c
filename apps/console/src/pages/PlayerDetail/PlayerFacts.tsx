import type { Player } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { Status } from '../../components/Status.tsx';
import { zoneName } from '../../lib/zoneName.ts';
import { problemWords } from './logWords.ts';
import classes from './PlayerDetail.module.css';

/** What a player says of its machine, as far as it helps a person. */
const told = ['last_problem', 'cpu_cores', 'language', 'viewport', 'user_agent'] as const;

/** The machine behind the screen, as it described itself. */
export function PlayerFacts({ player, zone }: { player: Player; zone: string | undefined }) {
  const { t } = useTranslation();
  const { up_to_date } = player;
  const programme =
    up_to_date === null
      ? t('players.detail.programmeUnknown')
      : up_to_date
        ? t('players.detail.programmeNewest')
        : t('players.detail.programmeOld');
  const system = told.flatMap(name => {
    const value = player.system_info[name];
    return value === null || value === undefined || value === ''
      ? []
      : [{ name, value: name === 'last_problem' ? problemWords(t, String(value)) : plain(String(value)) }];
  });
  return (
    <section className={classes.card} aria-labelledby="facts">
      <h2 id="facts">{t('players.detail.facts')}</h2>
      <dl className={classes.facts}>
        <dt>{t('players.detail.programme')}</dt>
        <dd>{up_to_date === null ? programme : <Status kind={up_to_date ? 'ready' : 'behind'}>{programme}</Status>}</dd>
        <dt>{t('players.detail.device')}</dt>
        <dd>{t(`players.device.${player.device_type}`)}</dd>
        {player.resolution && (
          <>
            <dt>{t('players.detail.resolution')}</dt>
            <dd className="num">{player.resolution.replace('x', '×')}</dd>
          </>
        )}
        {zone && (
          <>
            <dt>{t('players.detail.zone')}</dt>
            <dd>{zoneName(zone)}</dd>
          </>
        )}
        {player.player_version && (
          <>
            <dt>{t('players.detail.version')}</dt>
            <dd className="num">{player.player_version}</dd>
          </>
        )}
        {player.ip_address && (
          <>
            <dt>{t('players.detail.address')}</dt>
            <dd className="num">{player.ip_address}</dd>
          </>
        )}
        {system.map(({ name, value }) => (
          <Fact key={name} name={t(`players.detail.system.${name}`)} value={value} />
        ))}
      </dl>
    </section>
  );
}

/** Sizes with the sign of multiplication, as above. */
const plain = (value: string) => value.replace(/^(\d+)x(\d+)$/, '$1×$2');

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt className="el" title={name}>
        {name}
      </dt>
      <dd className="num">{value}</dd>
    </>
  );
}
