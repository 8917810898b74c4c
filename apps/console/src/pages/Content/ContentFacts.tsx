import type { Content } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { IconDownload } from '../../components/icons.ts';
import { Status } from '../../components/Status.tsx';
import { bytes, moment, seconds } from '../../lib/format.ts';
import { useMediaReason } from '../../lib/useMediaReason.ts';
import classes from './Content.module.css';

/** What is known of a file. */
export function ContentFacts({ content }: { content: Content }) {
  const { t } = useTranslation();
  const reasonWords = useMediaReason();
  const { status, status_detail, width, height, duration } = content;
  const size = [width && height ? `${width}×${height}` : null, duration === null ? null : seconds(duration), bytes(content.file_size)];
  return (
    <dl className={classes.dl} aria-label={t('content.facts')}>
      <dt>{t('content.statusLabel')}</dt>
      <dd>
        <Status kind={status}>{status === 'ready' ? t('content.readyDetail') : t(`status.${status}`)}</Status>
        {status_detail && <div className="mut">{reasonWords(status_detail)}</div>}
      </dd>
      <dt>{t('content.format')}</dt>
      <dd>
        {t(`type.${content.type}`)}, {content.mime_type}
      </dd>
      {content.original && (
        <>
          <dt>{t('content.original')}</dt>
          <dd className="num">
            {content.original.mime_type}, {bytes(content.original.file_size)}
          </dd>
        </>
      )}
      <dt>{t('content.size')}</dt>
      <dd className="num">{size.filter(Boolean).join(' · ')}</dd>
      <dt>{t('content.file')}</dt>
      <dd>
        {content.type === 'editorial' ? (
          content.filename
        ) : (
          <a className={classes.download} href={content.url} download={content.filename} title={t('content.download')}>
            {content.filename} <IconDownload size={14} aria-label={t('content.download')} />
          </a>
        )}
      </dd>
      <dt>{t('content.sent')}</dt>
      <dd>
        <time dateTime={content.created_at}>{moment(content.created_at)}</time>
      </dd>
      <dt>{t('content.signature')}</dt>
      <dd className="num" title={content.sha256}>
        sha256 {content.sha256.slice(0, 8)}…{content.sha256.slice(-4)}
      </dd>
    </dl>
  );
}
