import { ActionIcon, Progress } from '@mantine/core';
import type { Content } from '@tvs/protocol';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconPlayerPauseFilled, IconPlayerPlayFilled, IconVolume, IconVolumeOff } from '../../components/icons.ts';
import { StagePreview } from '../../components/StagePreview.tsx';
import { Thumb } from '../../components/Thumb.tsx';
import { clock } from '../../lib/format.ts';
import { contentStageItem, standardSeconds } from '../../lib/stageItems.ts';
import { useSettings } from '../../lib/useSettings.ts';
import classes from './Content.module.css';

/** The file on the stage, silent until asked. */
export function ContentStage({ content }: { content: Content }) {
  const { t } = useTranslation();
  const standard = useSettings()?.default_image_duration ?? standardSeconds;
  const [paused, setPaused] = useState(false);
  const [loud, setLoud] = useState(false);
  const [at, setAt] = useState({ seconds: 0, total: content.duration });
  const { id, url } = content;
  const items = useMemo(() => [contentStageItem(content, standard)], [content, standard]);
  const urls = useMemo(() => new Map([[id, url]]), [id, url]);
  if (content.status !== 'ready') return <Thumb src={content.thumbnail_url} type={content.type} radius={6} />;
  const total = at.total ?? content.duration ?? standard;
  const sound = content.type === 'video' || content.type === 'audio';
  return (
    <>
      <StagePreview
        label={t('content.preview', { title: content.title })}
        items={items}
        urls={urls}
        volume={loud ? 1 : 0}
        paused={paused}
        screen={content.type === 'html'}
        onProgress={(_item, seconds, length) => setAt({ seconds, total: length })}
      />
      <div className={classes.controls}>
        <ActionIcon aria-label={paused ? t('campaigns.preview.play') : t('campaigns.preview.pause')} onClick={() => setPaused(!paused)}>
          {paused ? <IconPlayerPlayFilled size={18} /> : <IconPlayerPauseFilled size={18} />}
        </ActionIcon>
        <span className="num cap">{clock(at.seconds)}</span>
        <Progress
          flex={1}
          size={4}
          value={total > 0 ? Math.min(100, (at.seconds / total) * 100) : 0}
          aria-label={t('campaigns.preview.position')}
          transitionDuration={250}
        />
        <span className="num cap mut">{clock(total)}</span>
        {sound && (
          <ActionIcon aria-label={loud ? t('campaigns.preview.mute') : t('campaigns.preview.unmute')} onClick={() => setLoud(!loud)}>
            {loud ? <IconVolume size={18} /> : <IconVolumeOff size={18} />}
          </ActionIcon>
        )}
      </div>
    </>
  );
}
