import { Button, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ExplainAnswer } from '@tvs/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { IconAlertTriangle, IconCircleX, IconClock } from '../../components/icons.ts';
import { Thumb } from '../../components/Thumb.tsx';
import { moment } from '../../lib/format.ts';
import { serverNow } from '../../lib/serverClock.ts';
import { useCampaign } from '../../lib/useNames.ts';
import { useReason } from '../../lib/useReason.ts';
import { useRuleWords } from '../../lib/useRuleWords.ts';
import classes from './Instant.module.css';

interface InstantAnswerProps {
  answer: ExplainAnswer;
  /** Epoch ms */
  at: number;
  /** It answers the question before. */
  stale: boolean;
  onOpen: (scheduleId: number) => void;
}

type Line = ExplainAnswer['explain'][number];

/** Lines that are shown before the others are asked for. */
const few = 8;

/** What plays and by which rule, and of every other schedule why it doesn't. */
export function InstantAnswer({ answer, at, stale, onOpen }: InstantAnswerProps) {
  const { t } = useTranslation();
  const words = useRuleWords();
  const reason = useReason();
  const [all, setAll] = useState(false);
  const { schedule_id, campaign_id, campaign_name, until, timezone, explain, total } = answer;
  const campaign = useCampaign(campaign_id);
  const schedule = $api.useQuery(
    'get',
    '/schedules/{id}',
    { params: { path: { id: String(schedule_id ?? 0) } } },
    { enabled: schedule_id !== null, staleTime: 60_000, retry: false },
  ).data;
  const item = campaign?.items[0]?.content;
  const others = explain.filter(({ verdict }) => verdict !== 'plays');
  const [beaten, off] = [others.filter(({ verdict }) => verdict === 'beaten'), others.filter(({ verdict }) => verdict === 'off')];
  const nameOf = (id: number) => explain.find(line => line.schedule_id === id)?.campaign_name;
  const room = all ? others.length : few;
  const shown = [beaten.slice(0, room), off.slice(0, Math.max(0, room - beaten.length))] as const;
  const rest = others.length - shown[0].length - shown[1].length;
  const list = (title: string, lines: readonly Line[]) =>
    lines.length > 0 && (
      <section aria-label={title}>
        <h3 className={classes.over}>{title}</h3>
        <ul className={classes.others}>
          {lines.map(line => (
            <li key={line.schedule_id}>
              <UnstyledButton className={classes.other} onClick={() => onOpen(line.schedule_id)}>
                {line.verdict === 'beaten' ? <IconCircleX size={18} stroke={1.75} aria-hidden /> : <IconClock size={18} aria-hidden />}
                <span>
                  <b>{line.campaign_name}</b>
                  <span className="mut">{reason(line, nameOf)}</span>
                </span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </section>
    );
  return (
    <div className={classes.answer} aria-live="polite" aria-busy={stale}>
      <section aria-label={t('schedule.instant.plays')} className={classes.plays}>
        <h3 className={classes.over}>{t(at > serverNow() ? 'schedule.instant.willPlay' : 'schedule.instant.plays')}</h3>
        {campaign_id === null ? (
          <p className={classes.name}>{t('schedule.instant.nothing')}</p>
        ) : (
          <>
            <Thumb src={item?.thumbnail_url} type={item?.type} radius={6} whole />
            <p className={classes.name}>{campaign_name}</p>
          </>
        )}
        <p className="num">
          {until === null ? t('schedule.instant.forever') : t('schedule.instant.until', { when: moment(until, timezone) })}
        </p>
        <p className="mut">
          {schedule_id === null
            ? t(campaign_id === null ? 'schedule.instant.whyNothing' : 'schedule.instant.whyBase')
            : schedule && capital(words(schedule))}
        </p>
        {campaign?.items.length === 0 && (
          <p className={classes.warn}>
            <IconAlertTriangle size={16} aria-hidden /> {t('schedule.form.emptyCampaign')}
          </p>
        )}
        <div className={classes.ways}>
          {schedule_id !== null && (
            <Button size="xs" variant="light" onClick={() => onOpen(schedule_id)}>
              {t('schedule.instant.openSchedule')}
            </Button>
          )}
          {campaign && (
            <Button
              size="xs"
              variant="default"
              renderRoot={props => <Link to="/campaigns/$campaignId" params={{ campaignId: String(campaign.id) }} {...props} />}
            >
              {t('schedule.form.openCampaign')}
            </Button>
          )}
        </div>
      </section>
      {list(t('schedule.instant.beaten'), shown[0])}
      {list(t('schedule.instant.off'), shown[1])}
      {others.length === 0 && <p className="mut">{t('schedule.instant.noOthers')}</p>}
      {rest > 0 && (
        <Button size="xs" variant="default" onClick={() => setAll(true)}>
          {t('schedule.instant.more', { count: rest })}
        </Button>
      )}
      {rest === 0 && total > explain.length && <p className="mut">{t('schedule.instant.beyond', { count: total - explain.length })}</p>}
    </div>
  );
}

const capital = (text: string) => `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}.`;
