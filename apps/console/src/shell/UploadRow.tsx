import { ActionIcon, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IconCircleCheck, IconCircleXFilled, IconRefresh, IconX } from '../components/icons.ts';
import { Thumb } from '../components/Thumb.tsx';
import type { Upload } from '../contexts/uploads/queue.ts';
import { useUploadQueue } from '../contexts/uploads/UploadContext.tsx';
import { bytes, percent } from '../lib/format.ts';
import { inWords } from '../lib/inWords.ts';
import { useContent } from '../lib/useNames.ts';
import { useProblemWords } from '../lib/useProblemWords.ts';
import classes from './UploadTray.module.css';

/** One file: how far it is, how fast, or why it was refused. */
export function UploadRow({ upload }: { upload: Upload }) {
  const { t } = useTranslation();
  const queue = useUploadQueue();
  const { key, name, size, sent, speed, state, progress, failure } = upload;
  // The picture is made while the file is prepared: the answer to the upload had none yet.
  const picture = useContent(state === 'ready' ? upload.contentId : null)?.thumbnail_url ?? upload.thumbnail;
  const words = useProblemWords();
  const reason =
    failure?.status === 0
      ? t('content.tray.network')
      : failure
        ? words(failure)
        : upload.detail
          ? inWords(upload.detail)
          : t('content.tray.unknown');
  const trouble = state === 'refused' || state === 'failed';
  return (
    <li className={classes.row}>
      <Thumb src={picture} width={56} />
      <div className={classes.facts}>
        <b className="el" title={name}>
          {name}
        </b>
        {(state === 'sending' || state === 'waiting') && (
          <>
            <Progress
              value={size === 0 ? 0 : (sent / size) * 100}
              size={4}
              aria-label={t('content.tray.sent', { name })}
              transitionDuration={200}
            />
            <span className={`${classes.numbers} num`}>
              <span>{t('content.tray.of', { sent: bytes(sent), size: bytes(size) })}</span>
              <span>{state === 'waiting' ? t('content.tray.waiting') : speed > 0 ? `${bytes(speed)}/s` : ''}</span>
            </span>
          </>
        )}
        {state === 'processing' && (
          <>
            <Progress value={Math.max(4, progress * 100)} striped size={4} aria-label={t('content.tray.preparing')} />
            <span className={`${classes.numbers} num`}>
              <span>{t('content.tray.preparing')}</span>
              <span>{percent(progress)}</span>
            </span>
          </>
        )}
        {state === 'ready' && (
          <span className={classes.ready}>
            <IconCircleCheck size={16} aria-hidden /> {t('content.tray.ready')}
          </span>
        )}
        {trouble && (
          <span className={classes.refused} role="alert">
            <IconCircleXFilled size={16} aria-hidden />
            <span>{reason}</span>
          </span>
        )}
      </div>
      {state === 'failed' && (
        <ActionIcon aria-label={t('content.tray.retry', { name })} onClick={() => queue.retry(key)}>
          <IconRefresh size={18} />
        </ActionIcon>
      )}
      {state !== 'processing' && (
        <ActionIcon
          aria-label={state === 'sending' || state === 'waiting' ? t('content.tray.cancel', { name }) : t('content.tray.dismiss', { name })}
          onClick={() => queue.remove(key)}
        >
          <IconX size={18} />
        </ActionIcon>
      )}
    </li>
  );
}
