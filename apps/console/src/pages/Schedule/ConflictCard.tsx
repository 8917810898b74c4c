import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../api/problem.ts';
import { IconAlertTriangle } from '../../components/icons.ts';
import notices from '../../components/Notice.module.css';
import { moment } from '../../lib/format.ts';

interface ConflictCardProps {
  problem: Failure;
  zone: string;
  /** The one that would win. */
  priority: number;
  onRaise: () => void;
  onAllow: () => void;
}

/** What the schedule ties with, and the ways out. Nothing is chosen beforehand. */
export function ConflictCard({ problem, zone, priority, onRaise, onAllow }: ConflictCardProps) {
  const { t } = useTranslation();
  const card = useRef<HTMLDivElement>(null);
  const conflicts = problem.conflicts ?? [];
  useEffect(() => card.current?.focus(), []);
  return (
    <div ref={card} className={notices.notice} role="alert" tabIndex={-1}>
      <h3>
        <IconAlertTriangle size={18} aria-hidden /> {t('schedule.conflict.title', { count: conflicts.length })}
      </h3>
      <p>{t('schedule.conflict.text')}</p>
      <ul>
        {conflicts.map(({ schedule_id, campaign_name, first_overlap }) => (
          <li key={schedule_id}>{t('schedule.conflict.line', { campaign: campaign_name, when: moment(first_overlap.start, zone) })}</li>
        ))}
      </ul>
      <div className={notices.ways}>
        <Button size="xs" variant="light" onClick={onRaise}>
          {t('schedule.conflict.raise', { priority })}
        </Button>
        <Button size="xs" variant="default" onClick={onAllow}>
          {t('schedule.conflict.allow')}
        </Button>
      </div>
    </div>
  );
}
