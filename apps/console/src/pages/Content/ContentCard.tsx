import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { Content } from '@tvs/protocol';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Status } from '../../components/Status.tsx';
import { Thumb } from '../../components/Thumb.tsx';
import { bytes, clock } from '../../lib/format.ts';
import classes from './Content.module.css';
import { Pick } from './Pick.tsx';

interface ContentCardProps {
  content: Content;
  /** Campaigns that use it; nothing while that isn't known. */
  count: number | undefined;
  selected: boolean;
  chosen: boolean;
  onSelect: (id: number) => void;
  onPick: ((id: number, range: boolean) => void) | undefined;
}

/** One file: its picture, its name, three facts. */
export const ContentCard = memo(function ContentCard({ content, count, selected, chosen, onSelect, onPick }: ContentCardProps) {
  const { t } = useTranslation();
  const { id, title, type, duration, width, height, status } = content;
  return (
    <li className={classes.card} data-selected={selected || chosen || undefined} data-chosen={chosen || undefined}>
      <UnstyledButton
        className={classes.open}
        aria-pressed={selected}
        onClick={event => {
          if (onPick && (event.shiftKey || event.ctrlKey || event.metaKey)) onPick(id, event.shiftKey);
          else onSelect(id);
        }}
      >
        <span className={classes.picture}>
          <Thumb src={content.thumbnail_url} type={type} radius={6} />
          {duration !== null && (type === 'video' || type === 'audio') && (
            <span className={`${classes.length} num`}>{clock(duration)}</span>
          )}
          {status !== 'ready' && (
            <span className={classes.state}>
              <Status kind={status} pill>
                {type === 'editorial' && status === 'processing' ? t('content.editorialEmpty') : undefined}
              </Status>
            </span>
          )}
        </span>
        <b className={`${classes.name} el`}>
          <VisuallyHidden>{t('action.open')}&nbsp;</VisuallyHidden>
          {title}
        </b>
      </UnstyledButton>
      <span className={classes.facts}>
        <span className="el num">
          {t(`type.${type}`)} · {width && height ? `${width}×${height}` : bytes(content.file_size)}
        </span>
        {count !== undefined && <span className="num">{t('content.uses', { count })}</span>}
      </span>
      {onPick && (
        <span className={classes.pick}>
          <Pick content={content} chosen={chosen} onPick={onPick} />
        </span>
      )}
    </li>
  );
});
