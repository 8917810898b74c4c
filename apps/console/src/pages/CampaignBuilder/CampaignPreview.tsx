import { ActionIcon, SegmentedControl } from '@mantine/core';
import { useFullscreenElement } from '@mantine/hooks';
import { type Ref, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  IconArrowsMaximize,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBackFilled,
  IconPlayerSkipForwardFilled,
  IconVolume,
  IconVolumeOff,
} from '../../components/icons.ts';
import { StagePreview, type StagePreviewHandle } from '../../components/StagePreview.tsx';
import { clock } from '../../lib/format.ts';
import { campaignStageItem, itemSeconds } from '../../lib/stageItems.ts';
import type { BuilderItem } from './builderState.ts';
import classes from './CampaignPreview.module.css';

interface CampaignPreviewProps {
  ref: React.RefObject<StagePreviewHandle | null>;
  items: readonly BuilderItem[];
  standard: number;
  playing: string | null;
  onPlaying: (key: string | null) => void;
  /** Whether what is not valid today is shown, too; `null`: everything is valid. */
  days: { all: boolean; onAll: (all: boolean) => void } | null;
}

/** The campaign as a screen shows it, with what one needs to look around in it. */
export function CampaignPreview({ ref, items, standard, playing, onPlaying, days }: CampaignPreviewProps) {
  const { t } = useTranslation();
  const [paused, setPaused] = useState(false);
  const [loud, setLoud] = useState(false);
  const [within, setWithin] = useState(0);
  const { ref: screen, toggle, fullscreen } = useFullscreenElement<HTMLDivElement>();
  const ready = useMemo(() => items.filter(item => item.content.status === 'ready'), [items]);
  // The stage goes on where it is when only the list around it changes, so the list is made anew for every edit.
  const stageItems = useMemo(() => ready.map(item => campaignStageItem(item, item.key, standard)), [ready, standard]);
  const urls = useMemo(() => new Map(ready.map(({ content }) => [content.id, content.url])), [ready]);
  const onStart = useCallback(
    (item: { key: string }) => {
      onPlaying(item.key);
      setWithin(0);
    },
    [onPlaying],
  );
  let before = 0;
  const segments = items.map((item, place) => {
    const length = itemSeconds(item, standard) ?? 15;
    const from = before;
    before += length;
    return { key: item.key, place, from, length };
  });
  const total = before;
  const current = segments.find(({ key }) => key === playing);
  const at = current ? current.from + Math.min(within, current.length) : 0;

  return (
    <section className={classes.preview} aria-label={t('campaigns.preview.label')}>
      {days && (
        <SegmentedControl
          size="xs"
          className={classes.days}
          aria-label={t('campaigns.preview.days')}
          value={days.all ? 'all' : 'today'}
          data={[
            { value: 'today', label: t('campaigns.preview.today') },
            { value: 'all', label: t('campaigns.preview.all') },
          ]}
          onChange={value => days.onAll(value === 'all')}
        />
      )}
      <div ref={screen} className={classes.screen} data-full={fullscreen || undefined}>
        {ready.length === 0 ? (
          <p className={classes.empty}>{t(days && !days.all ? 'campaigns.preview.emptyToday' : 'campaigns.preview.empty')}</p>
        ) : (
          <StagePreview
            ref={ref as Ref<StagePreviewHandle>}
            frame={!fullscreen}
            label={t('campaigns.preview.label')}
            items={stageItems}
            urls={urls}
            volume={loud ? 1 : 0}
            paused={paused}
            onStart={onStart}
            onProgress={(_item, seconds) => setWithin(seconds)}
          />
        )}
      </div>
      {ready.length > 0 && (
        <div className={classes.controls}>
          <ActionIcon aria-label={t('action.previous')} onClick={() => ref.current?.previous()}>
            <IconPlayerSkipBackFilled size={16} />
          </ActionIcon>
          <ActionIcon aria-label={paused ? t('campaigns.preview.play') : t('campaigns.preview.pause')} onClick={() => setPaused(!paused)}>
            {paused ? <IconPlayerPlayFilled size={18} /> : <IconPlayerPauseFilled size={18} />}
          </ActionIcon>
          <ActionIcon aria-label={t('action.next')} onClick={() => ref.current?.next()}>
            <IconPlayerSkipForwardFilled size={16} />
          </ActionIcon>
          <span className="num">{clock(at)}</span>
          <span className={classes.line} aria-hidden>
            {segments.map(({ key, from, length }) => (
              <i key={key} style={{ flexGrow: length }}>
                <b style={{ width: `${Math.max(0, Math.min(1, (at - from) / length)) * 100}%` }} />
              </i>
            ))}
          </span>
          <span className="num mut">{clock(total)}</span>
          <ActionIcon aria-label={loud ? t('campaigns.preview.mute') : t('campaigns.preview.unmute')} onClick={() => setLoud(!loud)}>
            {loud ? <IconVolume size={18} /> : <IconVolumeOff size={18} />}
          </ActionIcon>
          <ActionIcon aria-label={t('campaigns.preview.full')} onClick={() => void toggle()}>
            <IconArrowsMaximize size={18} />
          </ActionIcon>
        </div>
      )}
    </section>
  );
}
