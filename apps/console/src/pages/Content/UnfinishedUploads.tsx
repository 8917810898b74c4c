import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import notices from '../../components/Notice.module.css';
import { useUploads } from '../../contexts/uploads/UploadContext.tsx';
import { findUnfinished, giveUp } from '../../contexts/uploads/unfinished.ts';
import { percent } from '../../lib/format.ts';
import { useFailureNotice } from '../../lib/useFailureNotice.ts';

const key = ['unfinished-uploads'];

/** Uploads that a closed tab left behind: nobody knows that they go on unless it is said. */
export function UnfinishedUploads() {
  const { t } = useTranslation();
  const uploads = useUploads();
  const queries = useQueryClient();
  const failed = useFailureNotice();
  const { data = [] } = useQuery({ queryKey: key, queryFn: findUnfinished, refetchOnMount: 'always' });
  const left = data.filter(({ name, size }) => !uploads.some(upload => upload.name === name && upload.size === size));
  if (left.length === 0) return null;
  return (
    <section className={notices.notice} aria-label={t('content.unfinished.label')}>
      {left.map(one => (
        <div key={one.id}>
          <b>{t('content.unfinished.title', { name: one.name, part: percent(one.offset / one.size) })}</b>
          <p>{t('content.unfinished.text')}</p>
          <div className={notices.ways}>
            <Button
              size="xs"
              variant="default"
              aria-label={t('content.unfinished.giveUpLabel', { name: one.name })}
              onClick={() =>
                void giveUp(one)
                  .catch(failed)
                  .finally(() => queries.invalidateQueries({ queryKey: key }))
              }
            >
              {t('content.unfinished.giveUp')}
            </Button>
          </div>
        </div>
      ))}
    </section>
  );
}
