import { ActionIcon, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  IconCircleCheck,
  IconCircleXFilled,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconRefresh,
  IconX,
} from '../components/icons.ts';
import { Thumb } from '../components/Thumb.tsx';
import { mayPause, type Upload } from '../contexts/uploads/queue.ts';
import { useUploadQueue } from '../contexts/uploads/UploadContext.tsx';
import { bytes, percent } from '../lib/format.ts';
import { useMediaReason } from '../lib/useMediaReason.ts';
import { useContent } from '../lib/useNames.ts';
import { useProblemWords } from '../lib/useProblemWords.ts';
import classes from './UploadTray.module.css';

/** One file: how far it is, how fast, or why it was refused. */
export function UploadRow({ upload }: { upload: Upload }) {
  const { t } = useTranslation();
  const queue = useUploadQueue();
  const { key, name, size, sent, speed, stalled, state, progress, failure } = upload;
  // The picture is made while the file is prepared: the answer to the upload had none yet.
  const picture = useContent(state === 'ready' ? upload.contentId : null)?.thumbnail_url ?? upload.thumbnail;
  const words = useProblemWords();
  const reasonWords = useMediaReason();
  const heic = failure?.code === 'unsupported_type' && /\.hei[cf]$/i.test(name);
  const said = failure ? words(failure) : upload.detail ? reasonWords(upload.detail) : t('content.tray.unknown');
  const reason = heic ? t('content.tray.heic') : said;
  const moving = state === 'sending' || state === 'waiting' || state === 'paused';
  const trouble = state === 'refused' || state === 'failed';
  return (
    <li className={classes.row}>
      <Thumb src={picture} width={56} />
      <div className={classes.facts}>
        <b className="el" title={name}>
          {name}
        </b>
        {moving && (
          <>
            <Progress
              value={size === 0 ? 0 : (sent / size) * 100}
              size={4}
              aria-label={t('content.tray.sent', { name })}
              transitionDuration={200}
            />
            <span className={`${classes.numbers} num`}>
              <span>{t('content.tray.of', { sent: bytes(sent), size: bytes(size) })}</span>
              <span className={stalled ? classes.stalled : undefined} role={stalled ? 'status' : undefined}>
                {stalled
                  ? t('content.tray.stalled')
                  : state !== 'sending'
                    ? t(`content.tray.${state}`)
                    : speed > 0
                      ? t('content.tray.speed', { speed: bytes(speed) })
                      : ''}
              </span>
            </span>
          </>
        )}
        {state === 'processing' && (
          <>
            <Progress value={Math.max(4, progress * 100)} striped size={4} aria-label={t('content.tray.preparing')} />
            <span className={`${classes.numbers} num`}>
              <span>{progress > 0 ? t('content.tray.preparing') : t('content.tray.queued')}</span>
              {progress > 0 && <span>{percent(progress)}</span>}
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
      {mayPause(upload) && (
        <ActionIcon aria-label={t('content.tray.pause', { name })} onClick={() => queue.pause(key)}>
          <IconPlayerPauseFilled size={18} />
        </ActionIcon>
      )}
      {state === 'paused' && (
        <ActionIcon aria-label={t('content.tray.resume', { name })} onClick={() => queue.resume(key)}>
          <IconPlayerPlayFilled size={18} />
        </ActionIcon>
      )}
      {state === 'failed' && (
        <ActionIcon aria-label={t('content.tray.retry', { name })} onClick={() => queue.retry(key)}>
          <IconRefresh size={18} />
        </ActionIcon>
      )}
      {state !== 'processing' && (
        <ActionIcon
          aria-label={moving ? t('content.tray.cancel', { name }) : t('content.tray.dismiss', { name })}
          onClick={() => queue.remove(key)}
        >
          <IconX size={18} />
        </ActionIcon>
      )}
    </li>
  );
}
