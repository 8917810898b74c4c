import { Progress } from '@mantine/core';
import type { Player, PlayerProgramme } from '@tvs/protocol';
import { isValidOn } from '@tvs/schedule/spans';
import { useTranslation } from 'react-i18next';
import { clock } from '../../lib/format.ts';
import { useNow } from '../../lib/useNow.ts';
import { wallClock } from '../../lib/zone.ts';
import classes from './PlayerDetail.module.css';
import { progressOf } from './progressOf.ts';

/** How far the item is that the screen shows: from when it was heard to begin, and what the programme gives it. */
export function ItemProgress({ player, programme }: { player: Player; programme: PlayerProgramme }) {
  const { t } = useTranslation();
  const now = useNow(1000);
  const { current_campaign_id, current_content_id, current_since, playback, status } = player;
  const { campaigns, contents } = programme.programme;
  const today = wallClock(now, programme.timezone).date;
  const items = campaigns.find(({ id }) => id === current_campaign_id)?.items.filter(item => isValidOn(item, today)) ?? [];
  const item = items.find(({ content_id }) => content_id === current_content_id);
  const length = item?.duration ?? contents.find(({ id }) => id === current_content_id)?.duration ?? null;
  if (!item || length === null || current_since === null || status !== 'online' || playback !== 'playing') return null;
  const gone = progressOf(Date.parse(current_since), now, length, items.length === 1);
  return (
    <div className={classes.progress}>
      <Progress value={(gone / length) * 100} size={6} color="var(--chart-1)" aria-label={t('screen.now.progress')} />
      <p className="mut num cap">
        <span>{clock(Math.floor(gone))}</span>
        <span>{t('screen.now.left', { time: clock(Math.ceil(length - gone)) })}</span>
      </p>
    </div>
  );
}
