import type { ContentType } from '@tvs/protocol';
import { useState } from 'react';
import { IconCode, IconMovie, IconMusic, IconNews, IconPhoto } from './icons.ts';
import classes from './Thumb.module.css';

const icons = { video: IconMovie, image: IconPhoto, audio: IconMusic, html: IconCode, editorial: IconNews };

interface ThumbProps {
  src: string | null | undefined;
  type?: ContentType | undefined;
  /** Pixels; without it the picture is as wide as its place. */
  width?: number;
  radius?: number;
  stale?: boolean;
  /** The whole picture on black, as a screen shows it, instead of a picture that fills its place. */
  whole?: boolean;
}

/** A 16:9 picture of a content. The name always stands beside it, so the picture itself is silent. */
export function Thumb({ src, type, width, radius = 4, stale = false, whole = false }: ThumbProps) {
  const [broken, setBroken] = useState<string | null>(null);
  const Icon = icons[type ?? 'image'];
  const style = { width: width ?? '100%', borderRadius: radius };
  return src && broken !== src ? (
    <img
      className={classes.thumb}
      data-stale={stale || undefined}
      data-whole={whole || undefined}
      style={style}
      src={src}
      alt=""
      loading="lazy"
      decoding="async"
      onError={() => setBroken(src)}
    />
  ) : (
    <span className={classes.none} data-type={type} style={style}>
      <Icon size={width && width < 60 ? 16 : 24} stroke={1.5} aria-hidden />
    </span>
  );
}
