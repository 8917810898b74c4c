import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Player, PlayerProgramme } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { IconAlertTriangle, IconCalendarEvent, IconDeviceTv } from '../../components/icons.ts';
import { ScreenPicture } from '../../components/ScreenPicture.tsx';
import { Thumb } from '../../components/Thumb.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { moment } from '../../lib/format.ts';
import { useContent } from '../../lib/useNames.ts';
import { ItemProgress } from './ItemProgress.tsx';
import classes from './PlayerDetail.module.css';
import { ShotLine, useNewShot } from './ShotLine.tsx';

/** The picture on the screen, and what should be there. */
export function PlayerNow({ player, programme, now: at }: { player: Player; programme: PlayerProgramme | undefined; now: number }) {
  const { t } = useTranslation();
  const { canWrite } = useAuth();
  const content = useContent(player.current_content_id);
  const now = programme?.now;
  const [shot, setShot] = useNewShot(player.screenshot_at);
  const picture = shot ? player.screenshot_url : null;
  const idle = now && now.campaign_id === null;
  return (
    <section className={classes.now} aria-label={t('players.detail.now')}>
      <div className={classes.tv}>
        <ScreenPicture player={player}>
          {picture ? (
            <img className={classes.shot} src={picture} alt={t('players.detail.shotAlt', { name: player.name })} />
          ) : content ? (
            <Thumb
              src={content.type === 'image' ? content.url : content.thumbnail_url}
              type={content.type}
              radius={2}
              stale={player.status === 'offline'}
              whole
            />
          ) : (
            <div className={classes.idle}>
              <IconDeviceTv size={32} stroke={1.5} aria-hidden />
              <span>{player.last_seen ? t('players.detail.idle') : t('players.neverSeen')}</span>
            </div>
          )}
        </ScreenPicture>
      </div>
      <ShotLine player={player} now={at} shown={picture !== null} onShow={setShot} />
      <div className={classes.caption}>
        <div>
          <p className="mut cap">{player.status === 'online' && content ? t('players.detail.now') : t('players.detail.planned')}</p>
          <h2>{(player.status === 'online' && content?.title) || now?.campaign_name || t('players.detail.idle')}</h2>
          {programme && now?.campaign_id && now.campaign_name && (
            <p className="mut">
              <Link to="/campaigns/$campaignId" params={{ campaignId: String(now.campaign_id) }}>
                {t('players.detail.campaign', { name: now.campaign_name })}
              </Link>
              {now.until && ` · ${t('players.detail.untilWhen', { when: moment(now.until, programme.timezone) })}`}
            </p>
          )}
          {programme && <ItemProgress player={player} programme={programme} />}
          {idle && <p className="mut">{t('players.detail.idleText')}</p>}
          {now?.empty && (
            <p className={classes.warn}>
              <IconAlertTriangle size={16} aria-hidden /> {t('players.detail.emptyText')}
            </p>
          )}
        </div>
        {idle && canWrite && (
          <Button
            variant="light"
            leftSection={<IconCalendarEvent size={18} />}
            renderRoot={props => <Link to="/schedule" search={{ new: '1', loc: player.location_id }} {...props} />}
          >
            {t('players.detail.schedule')}
          </Button>
        )}
      </div>
    </section>
  );
}
