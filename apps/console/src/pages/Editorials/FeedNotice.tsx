import { Button } from '@mantine/core';
import type { Editorial } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { IconClock, IconCloudOff } from '../../components/icons.ts';
import { StateCard } from '../../components/StateCard.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { ago, moment } from '../../lib/format.ts';
import { inWords } from '../../lib/inWords.ts';
import classes from './Editorials.module.css';

interface FeedNoticeProps {
  editorial: Editorial;
  now: number;
  busy: boolean;
  onRead: () => void;
  onChange: () => void;
}

/** A feed that cannot be read: an alert, not an error, since screens go on with the last good items. */
export function FeedNotice({ editorial, now, busy, onRead, onChange }: FeedNoticeProps) {
  const { t } = useTranslation();
  const { canWrite } = useAuth();
  const { feed, items_count } = editorial;
  if (!feed) return null;
  if (!feed.error)
    return feed.fetched_at ? null : (
      <div className={classes.notice}>
        <StateCard icon={IconClock} title={t('editorials.feed.reading')} />
      </div>
    );
  const { error, failures, fetched_at, next_fetch_at } = feed;
  return (
    <div className={classes.notice} role="status">
      <StateCard
        icon={IconCloudOff}
        tone="warn"
        title={t('editorials.feed.failedTitle', { count: items_count })}
        actions={
          <>
            {canWrite && (
              <>
                <Button variant="light" size="xs" loading={busy} onClick={onRead}>
                  {t('editorials.feed.retry')}
                </Button>
                <Button variant="subtle" size="xs" onClick={onChange}>
                  {t('editorials.feed.change')}
                </Button>
              </>
            )}
            {next_fetch_at && Date.parse(next_fetch_at) > now && (
              <span className="mut cap">{t('editorials.feed.next', { when: ago(next_fetch_at, now) })}</span>
            )}
          </>
        }
      >
        <p>{t(items_count > 0 ? 'editorials.feed.failedText' : 'editorials.feed.failedEmpty')}</p>
        <p>
          {fetched_at ? t('editorials.feed.last', { when: moment(fetched_at) }) : t('editorials.feed.never')}{' '}
          {failures > 0 && t('editorials.feed.tries', { count: failures })}
        </p>
        <p className="dim cap">{t('editorials.feed.reason', { error: inWords(error) })}</p>
      </StateCard>
    </div>
  );
}
