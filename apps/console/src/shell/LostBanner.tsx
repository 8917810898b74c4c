import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IconCloudOff } from '../components/icons.ts';
import { useLive } from '../contexts/socket/SocketContext.tsx';
import { ago } from '../lib/format.ts';
import { useNow } from '../lib/useNow.ts';
import classes from './LostBanner.module.css';

/** The server is gone, or only the live line to it: amber, since the screens play on. The page stays usable. */
export function LostBanner() {
  const { t } = useTranslation();
  const { state, since, retry } = useLive();
  const now = useNow(5000);
  if (state !== 'lost' && state !== 'asking') return null;
  return (
    <div className={classes.banner} role="alert" data-lost>
      <IconCloudOff size={20} stroke={1.75} aria-hidden />
      <p>
        {state === 'lost' ? (
          <>
            <b>{t('lost.title', { ago: ago(since, Math.max(now, since)) })}</b> {t('lost.detail')}
          </>
        ) : (
          <>
            <b>{t('lost.deaf')}</b> {t('lost.deafDetail')}
          </>
        )}
      </p>
      <Button variant="default" size="xs" onClick={retry}>
        {t('lost.retry')}
      </Button>
    </div>
  );
}
