import { ActionIcon, Collapse, Progress } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconChevronDown, IconX } from '../components/icons.ts';
import { summary } from '../contexts/uploads/queue.ts';
import { useUploadQueue, useUploads } from '../contexts/uploads/UploadContext.tsx';
import { clock, percent } from '../lib/format.ts';
import { UploadRow } from './UploadRow.tsx';
import classes from './UploadTray.module.css';

/** The files on their way, in the corner of every page. */
export function UploadTray() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(true);
  const queue = useUploadQueue();
  const uploads = useUploads();
  const { busy, trouble, part, left } = summary(uploads);
  const done = uploads.length - busy - trouble;
  const title =
    busy > 0
      ? t('content.tray.busy', { count: busy })
      : trouble > 0
        ? t('content.tray.trouble', { count: trouble })
        : t('content.tray.done', { count: done });
  return (
    <section className={classes.tray} aria-label={t('content.tray.label')}>
      <header className={classes.header}>
        <h2 aria-live="polite">{title}</h2>
        {busy > 0 && (
          <span className={`${classes.left} num`}>
            {percent(part)}
            {left !== null && ` · ${t('content.tray.left', { time: clock(left) })}`}
          </span>
        )}
        <ActionIcon
          aria-label={open ? t('content.tray.fold') : t('content.tray.unfold')}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <IconChevronDown size={18} style={{ transform: open ? undefined : 'rotate(180deg)' }} />
        </ActionIcon>
        {busy === 0 && (
          <ActionIcon
            aria-label={t('action.close')}
            onClick={() => {
              for (const { key } of uploads) queue.remove(key);
            }}
          >
            <IconX size={18} />
          </ActionIcon>
        )}
      </header>
      {busy > 0 && <Progress value={part * 100} size={3} radius={0} aria-label={t('content.tray.label')} transitionDuration={200} />}
      <Collapse expanded={open}>
        <ul className={classes.list}>
          {uploads.map(upload => (
            <UploadRow key={upload.key} upload={upload} />
          ))}
        </ul>
      </Collapse>
    </section>
  );
}
