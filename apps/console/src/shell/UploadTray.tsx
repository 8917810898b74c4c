import { ActionIcon, Collapse, Progress } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconChevronDown, IconX } from '../components/icons.ts';
import { inOrder, summary } from '../contexts/uploads/queue.ts';
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
  const { sending, preparing, paused, trouble, part, left } = summary(uploads);
  const busy = sending + preparing > 0;
  const ready = uploads.length - sending - preparing - paused - trouble;
  // Elsewhere, what has arrived is old news: one line is enough, and it hides nothing.
  const page = useLocation({ select: ({ pathname }) => pathname });
  const [seen, setSeen] = useState(page);
  if (seen !== page) {
    setSeen(page);
    if (!busy) setOpen(false);
  }
  const title =
    sending > 0
      ? t('content.tray.busy', { count: sending })
      : preparing > 0
        ? t('content.tray.preparingCount', { count: preparing })
        : paused > 0
          ? t('content.tray.pausedCount', { count: paused })
          : trouble > 0
            ? t('content.tray.trouble', { count: trouble })
            : t('content.tray.done', { count: ready });
  return (
    <section className={classes.tray} aria-label={t('content.tray.label')}>
      <header className={classes.header}>
        <div className={classes.title} aria-live="polite">
          <h2>{title}</h2>
          {(busy || paused > 0) && trouble > 0 && <p className={classes.trouble}>{t('content.tray.trouble', { count: trouble })}</p>}
          {!busy && trouble + paused > 0 && ready > 0 && <p className={classes.left}>{t('content.tray.done', { count: ready })}</p>}
        </div>
        {sending > 0 && (
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
        {!busy && paused === 0 && (
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
      {sending > 0 && <Progress value={part * 100} size={3} radius={0} aria-label={t('content.tray.label')} transitionDuration={200} />}
      <Collapse expanded={open}>
        <ul className={classes.list}>
          {inOrder(uploads).map(upload => (
            <UploadRow key={upload.key} upload={upload} />
          ))}
        </ul>
      </Collapse>
    </section>
  );
}
