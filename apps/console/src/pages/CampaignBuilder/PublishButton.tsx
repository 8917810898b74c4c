import { Button, Popover, Tooltip } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Campaign } from '@tvs/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { toProblem } from '../../api/problem.ts';
import { IconCalendarEvent, IconCircleCheck } from '../../components/icons.ts';
import { useFailureNotice } from '../../lib/useFailureNotice.ts';
import { useOnAir } from '../../lib/useOnAir.ts';
import classes from './CampaignBuilder.module.css';
import type { Draft } from './useDraft.ts';

interface PublishButtonProps {
  campaign: Campaign;
  draft: Draft;
  empty: boolean;
  pending: boolean;
}

/** The draft becomes what plays; then the way on to the schedule. */
export function PublishButton({ campaign, draft, empty, pending }: PublishButtonProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const failed = useFailureNotice();
  const screens = useOnAir().get(campaign.id) ?? 0;
  const [done, setDone] = useState(false);
  const publish = $api.useMutation('post', '/campaigns/{id}/publish');
  const id = String(campaign.id);
  const nothing = !pending || empty || draft.theirs !== null;

  const go = async () => {
    if (!(await draft.flush())) {
      // What somebody else made of it meanwhile is shown already.
      if (!draft.halted()) failed(new TypeError());
      return;
    }
    publish.mutate(
      { params: { path: { id }, header: draft.version() } },
      {
        onSuccess: data => {
          draft.adopt(data);
          void queries.invalidateQueries({ queryKey: ['get', '/campaigns'] });
          setDone(true);
        },
        onError: error => {
          if (toProblem(error).code === 'stale') void draft.meet();
          else failed(error);
        },
      },
    );
  };

  // Already on screens, it is done; else the schedule is what is missing.
  const schedule = (
    <Button
      key="schedule"
      variant={screens > 0 ? 'default' : 'filled'}
      leftSection={<IconCalendarEvent size={18} />}
      renderRoot={props => <Link to="/schedule" search={{ new: '1', campaign: campaign.id }} {...props} />}
    >
      {t('campaigns.builder.scheduleNow')}
    </Button>
  );
  const close = (
    <Button key="close" variant={screens > 0 ? 'filled' : 'subtle'} onClick={() => setDone(false)}>
      {t('action.close')}
    </Button>
  );
  return (
    <Popover opened={done} onChange={setDone} position="bottom-end" width={320} trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={empty ? t('campaigns.builder.publishBare') : t('campaigns.builder.publishNone')} disabled={!nothing || done}>
          <Button
            data-disabled={nothing}
            aria-disabled={nothing}
            loading={publish.isPending}
            onClick={() => {
              if (!nothing) void go();
            }}
          >
            {t('campaigns.builder.publish')}
          </Button>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('campaigns.builder.publishedTitle', { name: campaign.name })}>
        <div className={classes.published}>
          <IconCircleCheck size={22} aria-hidden />
          <h2>{t('campaigns.builder.publishedTitle', { name: campaign.name })}</h2>
          <p className="mut">{t('campaigns.builder.publishedOn', { count: screens })}</p>
          <span className={classes.next}>{screens > 0 ? [close, schedule] : [schedule, close]}</span>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
