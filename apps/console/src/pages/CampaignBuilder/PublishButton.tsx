import { Button, Popover, Tooltip } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Campaign } from '@tvs/protocol';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { toProblem } from '../../api/problem.ts';
import { IconCalendarEvent, IconCircleCheck } from '../../components/icons.ts';
import { useFailureNotice } from '../../lib/useFailureNotice.ts';
import type { BuilderItem } from './builderState.ts';
import classes from './CampaignBuilder.module.css';
import { DatesCard } from './DatesCard.tsx';
import { ReachCard } from './ReachCard.tsx';
import type { Draft } from './useDraft.ts';

interface PublishButtonProps {
  campaign: Campaign;
  draft: Draft;
  items: readonly BuilderItem[];
  /** An item whose dates can't be: nothing is published before they are right. */
  wrong: BuilderItem | null;
  /** Leads there. */
  onWrong: (key: string) => void;
  today: string;
  pending: boolean;
}

/** What publishing changes, then the deed; after it the way on to the schedule. */
export function PublishButton({ campaign, draft, items, wrong, onWrong, today, pending }: PublishButtonProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const failed = useFailureNotice();
  const [open, setOpen] = useState<'asking' | 'done' | null>(null);
  const ways = useRef<HTMLSpanElement>(null);
  // The button that published is gone then, and the keyboard with it.
  useEffect(() => {
    if (open === 'done') ways.current?.querySelector<HTMLElement>('a, button')?.focus();
  }, [open]);
  // The answer did not come; that there is nothing to publish any more is one, now or when the line is back.
  const [unanswered, setUnanswered] = useState(false);
  const left = useRef(pending);
  left.current = pending;
  useEffect(() => {
    if (!unanswered || pending) return;
    setUnanswered(false);
    setOpen('done');
  }, [unanswered, pending]);
  const publish = $api.useMutation('post', '/campaigns/{id}/publish');
  const id = String(campaign.id);
  const reach = $api.useQuery(
    'get',
    '/schedules/reach',
    // As it will be: what is to be published may have other dates.
    { params: { query: { campaign_id: id, draft: '1' } } },
    { enabled: open !== null, staleTime: 0 },
  );
  const screens = reach.data?.player_count ?? 0;
  const empty = items.length === 0;
  const nothing = !pending || empty || draft.theirs !== null || wrong !== null;
  const close = () => setOpen(null);

  const go = async () => {
    setUnanswered(false);
    if (!(await draft.flush())) {
      // What somebody else made of it meanwhile is shown already.
      if (draft.halted()) close();
      else failed(new TypeError());
      return;
    }
    publish.mutate(
      { params: { path: { id }, header: draft.version() } },
      {
        onSuccess: data => {
          draft.adopt(data);
          void queries.invalidateQueries({ queryKey: ['get', '/campaigns'] });
          setOpen('done');
        },
        onError: error => {
          close();
          if (toProblem(error).code === 'stale') void draft.meet();
          else {
            const unanswered = toProblem(error).status === 0;
            setUnanswered(unanswered);
            if (!unanswered || left.current) failed(error);
          }
        },
      },
    );
  };

  const schedule = (
    <Button
      key="schedule"
      variant={open === 'done' && screens === 0 ? 'filled' : 'default'}
      leftSection={<IconCalendarEvent size={18} />}
      renderRoot={props => <Link to="/schedule" search={{ new: '1', campaign: campaign.id }} {...props} />}
    >
      {t('campaigns.builder.scheduleNow')}
    </Button>
  );
  const away = (
    <Button key="close" variant={screens > 0 ? 'filled' : 'subtle'} onClick={close}>
      {t('action.close')}
    </Button>
  );
  const title = open === 'done' ? t('campaigns.builder.publishedTitle', { name: campaign.name }) : t('campaigns.builder.publishTitle');
  return (
    <Popover opened={open !== null} onChange={shown => !shown && close()} position="bottom-end" width={340} trapFocus returnFocus>
      <Popover.Target>
        <Tooltip
          multiline
          maw={280}
          label={
            wrong
              ? t('campaigns.builder.publishDates', { name: wrong.content.title })
              : t(empty ? 'campaigns.builder.publishBare' : 'campaigns.builder.publishNone')
          }
          disabled={!nothing || open !== null}
        >
          <Button
            data-disabled={nothing}
            aria-disabled={nothing}
            onClick={() => {
              if (wrong) onWrong(wrong.key);
              // What was typed a moment ago is counted too.
              else if (!nothing) void draft.flush().then(() => setOpen('asking'));
            }}
          >
            {t('campaigns.builder.publish')}
          </Button>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={title}>
        <div className={classes.published} aria-live="polite">
          {open === 'done' ? (
            <>
              <IconCircleCheck size={22} aria-hidden />
              <h2>{title}</h2>
              <p className="mut">{t('campaigns.builder.publishedOn', { count: screens })}</p>
              <span ref={ways} className={classes.next}>
                {screens > 0 ? [away, schedule] : [schedule, away]}
              </span>
            </>
          ) : (
            <>
              <ReachCard reach={reach.data} isError={reach.isError} />
              <DatesCard items={items} today={today} />
              <span className={classes.next}>
                <Button loading={publish.isPending} onClick={() => void go()} data-autofocus>
                  {screens > 0 ? t('campaigns.builder.publishOn', { count: screens }) : t('campaigns.builder.publishAnyway')}
                </Button>
                <Button variant="default" onClick={close}>
                  {t('action.cancel')}
                </Button>
              </span>
            </>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
