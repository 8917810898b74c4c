import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { Content } from '@tvs/protocol';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Status } from '../../components/Status.tsx';
import { Thumb } from '../../components/Thumb.tsx';
import { bytes, clock } from '../../lib/format.ts';
import classes from './Content.module.css';

interface ContentCardProps {
  content: Content;
  selected: boolean;
  onSelect: (id: number) => void;
  onTag: (tag: string) => void;
}

/** One file: its picture, its name, three facts. */
export const ContentCard = memo(function ContentCard({ content, selected, onSelect, onTag }: ContentCardProps) {
  const { t } = useTranslation();
  const { id, title, type, duration, width, height, status, tags } = content;
  return (
    <li className={classes.card} data-selected={selected || undefined}>
      <UnstyledButton className={classes.open} aria-pressed={selected} onClick={() => onSelect(id)}>
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
        {tags[0] && (
          <UnstyledButton className={classes.tag} aria-label={t('content.tag', { tag: tags[0] })} onClick={() => tags[0] && onTag(tags[0])}>
            {tags[0]}
          </UnstyledButton>
        )}
        {tags.length > 1 && <span className="dim num">+{tags.length - 1}</span>}
      </span>
    </li>
  );
});
