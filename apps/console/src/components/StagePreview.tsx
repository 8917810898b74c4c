import { useElementSize } from '@mantine/hooks';
import type { Stage, StageItem } from '@tvs/stage';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './StagePreview.module.css';

export interface StagePreviewHandle {
  play: () => void;
  pause: () => void;
  next: () => void;
  previous: () => void;
  seek: (index: number) => void;
  volume: (level: number) => void;
}

interface StagePreviewProps {
  ref?: Ref<StagePreviewHandle>;
  label: string;
  items: readonly StageItem[];
  /** Where each content's bytes are: a signed URL. */
  urls: ReadonlyMap<number, string>;
  /** What an item is drawn from instead of its bytes on the server: an editorial that isn't saved yet. */
  text?: (item: StageItem) => string | undefined;
  /** Where the screen is thought to stand. */
  place?: string | undefined;
  timezone?: string | undefined;
  /** A screen on its side. */
  portrait?: boolean;
  volume?: number;
  paused?: boolean;
  frame?: boolean;
  /** As wide as a screen and drawn smaller, for pages: they lay themselves out for the width they are given. */
  screen?: boolean;
  onStart?: (item: StageItem) => void;
  onProgress?: (item: StageItem, seconds: number, total: number | null) => void;
  onError?: (item: StageItem) => void;
}

/** The player's own stage, inside the page: what it shows is what a screen shows. */
export function StagePreview(props: StagePreviewProps) {
  const {
    ref,
    label,
    items,
    urls,
    text,
    place = '',
    timezone,
    portrait = false,
    volume = 0,
    paused = false,
    frame = false,
    screen = false,
    ...events
  } = props;
  const glass = useRef<HTMLDivElement>(null);
  const stage = useRef<Stage | null>(null);
  const { ref: figure, width } = useElementSize<HTMLElement>();
  const { t, i18n } = useTranslation();
  const surroundings = { locale: i18n.language, timezone, place, words: { readOn: t('stage.readOn') } };
  const latest = useRef({ items, urls, text, events, volume, paused, surroundings });
  useEffect(() => {
    latest.current = { items, urls, text, events, volume, paused, surroundings };
  });

  useEffect(() => {
    let gone = false;
    void import('@tvs/stage').then(({ createStage }) => {
      if (gone || !glass.current) return;
      const now = latest.current;
      const made = createStage(glass.current, {
        source: async item => {
          const drawn = latest.current.text?.(item);
          if (drawn !== undefined) return { url: '', text: async () => drawn };
          const url = latest.current.urls.get(item.content_id);
          if (!url) throw new Error(`no URL for content ${item.content_id}`);
          return { url };
        },
        surroundings: () => latest.current.surroundings,
        onStart: item => latest.current.events.onStart?.(item),
        onProgress: (item, seconds, total) => latest.current.events.onProgress?.(item, seconds, total),
        onError: item => latest.current.events.onError?.(item),
        firstFrameTimeout: 8000,
      });
      stage.current = made;
      made.volume(now.volume);
      made.show(now.items);
      if (now.paused) made.pause();
    });
    return () => {
      gone = true;
      stage.current?.destroy();
      stage.current = null;
    };
  }, []);

  useEffect(() => stage.current?.show(items), [items]);
  useEffect(() => stage.current?.volume(volume), [volume]);
  useEffect(() => {
    if (paused) stage.current?.pause();
    else stage.current?.play();
  }, [paused]);
  useImperativeHandle(
    ref,
    () => ({
      play: () => stage.current?.play(),
      pause: () => stage.current?.pause(),
      next: () => stage.current?.next(),
      previous: () => stage.current?.previous(),
      seek: index => stage.current?.seek(index),
      volume: level => stage.current?.volume(level),
    }),
    [],
  );

  return (
    <figure
      ref={figure}
      className={classes.figure}
      data-frame={frame || undefined}
      data-portrait={portrait || undefined}
      data-screen={screen || undefined}
      aria-label={label}
    >
      <div ref={glass} className={classes.glass} style={screen ? { transform: `scale(${width / 1920})` } : undefined} />
    </figure>
  );
}
