import { Button, FileButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Stats } from '@tvs/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { IconCheck, IconUpload } from '../../components/icons.ts';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Thumb } from '../../components/Thumb.tsx';
import { useUploadQueue } from '../../contexts/uploads/UploadContext.tsx';
import { playerAddress } from '../../lib/playerAddress.ts';
import { FirstPicture } from './FirstPicture.tsx';
import classes from './FirstSteps.module.css';

/** An empty system leads through the main job: upload, arrange, pair, schedule. */
export function FirstSteps({ stats }: { stats: Stats }) {
  const { t } = useTranslation();
  const { content, campaigns, players, schedules } = stats;
  const queue = useUploadQueue();
  const { url, here } = playerAddress();
  const files =
    $api.useQuery('get', '/content', { params: { query: { per_page: '4' } } }, { enabled: content.total > 0 }).data?.items ?? [];
  const campaign = $api.useQuery('get', '/campaigns', { params: { query: { per_page: '1' } } }, { enabled: campaigns.total > 0 }).data
    ?.items[0];
  const steps = [
    {
      key: 'upload' as const,
      count: content.total,
      action: (
        <FileButton onChange={files => queue.add(files)} multiple inputProps={{ 'aria-label': t('dashboard.first.uploadButton') }}>
          {props => (
            <Button {...props} leftSection={<IconUpload size={18} />}>
              {t('dashboard.first.uploadButton')}
            </Button>
          )}
        </FileButton>
      ),
      text: t('dashboard.first.uploadText'),
      extra: files.length > 0 && (
        <span className={classes.pictures}>
          {files.map(file => (
            <Thumb key={file.id} src={file.thumbnail_url} type={file.type} width={68} />
          ))}
        </span>
      ),
    },
    {
      key: 'arrange' as const,
      count: campaigns.total,
      action: (
        <Button renderRoot={props => <Link to="/campaigns" search={{ new: '1' }} {...props} />}>
          {t('dashboard.first.arrangeButton')}
        </Button>
      ),
      text: t('dashboard.first.arrangeText'),
    },
    {
      key: 'pair' as const,
      count: players.total,
      action: (
        <>
          <Button renderRoot={props => <Link to="/players" search={{ add: 'pair' }} {...props} />}>
            {t('dashboard.first.pairButton')}
          </Button>
          <Button variant="subtle" renderRoot={props => <Link to="/players" search={{ add: 'key' }} {...props} />}>
            {t('dashboard.first.pairHere')}
          </Button>
        </>
      ),
      text: t(here ? 'dashboard.first.pairTextHere' : 'dashboard.first.pairText', { url }),
    },
    {
      key: 'schedule' as const,
      count: schedules.total,
      action: (
        <Button renderRoot={props => <Link to="/schedule" search={{ new: '1', ...(campaign && { campaign: campaign.id }) }} {...props} />}>
          {t('dashboard.first.scheduleButton')}
        </Button>
      ),
      text: t('dashboard.first.scheduleText'),
    },
  ];
  const next = steps.find(({ count }) => count === 0)?.key;
  return (
    <section className={classes.first} aria-label={t('dashboard.first.label')}>
      <div className={classes.words}>
        <PageHeader title={t('dashboard.first.title')} tab={t('dashboard.title')} note={t('dashboard.first.lead')} />
        <ol className={classes.steps}>
          {steps.map(({ key, count, action, text, extra }, place) => (
            <Step key={key} place={place + 1} done={count > 0} current={key === next} title={t(`dashboard.first.${key}`)}>
              <p className="mut">{count > 0 ? t(`dashboard.first.${key}Done`, { count }) : text}</p>
              {extra}
              {key === next && <span className={classes.actions}>{action}</span>}
            </Step>
          ))}
        </ol>
      </div>
      <FirstPicture />
    </section>
  );
}

function Step({
  place,
  done,
  current,
  title,
  children,
}: {
  place: number;
  done: boolean;
  current: boolean;
  title: string;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <li className={classes.step} data-done={done || undefined} aria-current={current ? 'step' : undefined}>
      <span className={classes.mark}>
        {done ? (
          <IconCheck size={18} aria-label={t('dashboard.first.done')} role="img" />
        ) : (
          <span aria-label={t('dashboard.first.step', { step: place })} role="img">
            {place}
          </span>
        )}
      </span>
      <div>
        <h2>{title}</h2>
        {children}
      </div>
    </li>
  );
}
