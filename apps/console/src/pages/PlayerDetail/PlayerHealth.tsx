import type { Player } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { IconAlertTriangle } from '../../components/icons.ts';
import { bytes, hours, moment, number, percent } from '../../lib/format.ts';
import classes from './Health.module.css';
import { HealthTile } from './HealthTile.tsx';
import { healthOf, isUnknown } from './healthOf.ts';
import { useHealthTrends } from './useHealthTrends.ts';

/** Of the storage: from here on the player makes room for what comes. */
const full = 0.85;
/** Of the frames: more is seen. */
const jerky = 0.01;
/** Milliseconds: less is the way of the message. */
const rightClock = 1000;
const wrongClock = 30_000;

/** The newest numbers of the machine behind the screen, as it told them with its last sign of life, and how they were in the last week. */
export function PlayerHealth({ player }: { player: Player }) {
  const { t } = useTranslation();
  const health = healthOf(player.system_info);
  const { storage, files, filesFailed, filesNoRoom, frames, clockAhead, network, memory, uptime, playsLost } = health;
  const trends = useHealthTrends(player.id);
  const troubles = [
    filesFailed && t('screen.health.filesFailed', { names: filesFailed }),
    filesNoRoom && t('screen.health.filesNoRoom', { names: filesNoRoom }),
    playsLost > 0 && t('screen.health.lost', { count: playsLost }),
  ].filter(Boolean);
  const clock =
    clockAhead === null ? null : Math.abs(clockAhead) < rightClock ? 'clockRight' : clockAhead > 0 ? 'clockAhead' : 'clockBehind';
  return (
    <section className={classes.card} aria-labelledby="health">
      <header className={classes.header}>
        <h2 id="health">{t('screen.health.title')}</h2>
        {player.last_seen && (
          <time className="mut cap" dateTime={player.last_seen}>
            {t('screen.health.asOf', { when: moment(player.last_seen) })}
          </time>
        )}
      </header>
      {isUnknown(health) && <p className="mut">{t('screen.health.none')}</p>}
      <dl className={classes.tiles}>
        {storage && (
          <HealthTile
            name={t('screen.health.storage')}
            value={percent(storage.used / storage.quota)}
            more={t('screen.health.free', { size: bytes(storage.quota - storage.used) })}
            part={storage.used / storage.quota}
            bad={storage.used / storage.quota > full}
            trend={trends.storage}
            write={percent}
          />
        )}
        {files && (
          <HealthTile
            name={t('screen.health.files')}
            value={`${number(files.ready)} / ${number(files.total)}`}
            more={
              files.ready >= files.total
                ? t('screen.health.filesAll')
                : t('screen.health.filesMissing', { count: files.total - files.ready })
            }
            part={files.ready / files.total}
            bad={filesFailed !== null || filesNoRoom !== null}
          />
        )}
        {frames && (
          <HealthTile
            name={t('screen.health.frames')}
            value={percent(frames.dropped / frames.total)}
            more={t('screen.health.framesOf', { dropped: number(frames.dropped), total: number(frames.total) })}
            bad={frames.dropped / frames.total > jerky}
          />
        )}
        {clock && clockAhead !== null && (
          <HealthTile
            name={t('screen.health.clock')}
            value={signed(clockAhead)}
            more={t(`screen.health.${clock}`)}
            bad={Math.abs(clockAhead) > wrongClock}
            trend={trends.clock}
            write={signed}
          />
        )}
        {network && (
          <HealthTile
            name={t('screen.health.network')}
            value={network.mbit === null ? (network.kind ?? '') : mbit(network.mbit)}
            more={network.rtt === null ? '' : t('screen.health.networkRtt', { ms: number(network.rtt) })}
            trend={trends.network}
            write={mbit}
          />
        )}
        {memory && (
          <HealthTile
            name={t('screen.health.memory')}
            value={megabytes(memory.heap)}
            more={memory.device === null ? '' : t('screen.health.memoryOf', { total: `${number(memory.device, 1)} GB` })}
            trend={trends.memory}
            write={megabytes}
          />
        )}
        {uptime !== null && <HealthTile name={t('screen.health.uptime')} value={hours(uptime)} more={t('screen.health.uptimeText')} />}
      </dl>
      {trends.any && <p className={classes.note}>{t('screen.health.lines')}</p>}
      {troubles.map(text => (
        <p key={String(text)} className={classes.trouble}>
          <IconAlertTriangle size={16} aria-hidden />
          {text}
        </p>
      ))}
    </section>
  );
}

const megabytes = (value: number) => bytes(value * 1e6);
const mbit = (value: number) => `${number(value, 1)} Mb/s`;
const signed = (ms: number) => `${ms > 0 ? '+' : ms < 0 ? '−' : ''}${offset(Math.abs(ms))}`;
const offset = (ms: number) => (ms < 1000 ? `${number(ms)} ms` : `${number(ms / 1000, 1)} s`);
