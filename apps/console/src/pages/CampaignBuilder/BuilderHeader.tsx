import { ActionIcon } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { Campaign } from '@tvs/protocol';
import { isValidOn } from '@tvs/schedule/spans';
import type { Dispatch } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconArrowBackUp, IconArrowForwardUp, IconArrowLeft, IconPencil } from '../../components/icons.ts';
import { Status } from '../../components/Status.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { clock, time } from '../../lib/format.ts';
import classes from './BuilderHeader.module.css';
import type { BuilderAction, BuilderItem } from './builderState.ts';
import { CampaignSettings } from './CampaignSettings.tsx';
import { PublishButton } from './PublishButton.tsx';
import type { Draft, DraftState } from './useDraft.ts';

interface BuilderHeaderProps {
  campaign: Campaign;
  /** It was deleted meanwhile. */
  gone: boolean;
  draft: Draft;
  /** Seconds of one round today. */
  total: number;
  today: string;
  items: readonly BuilderItem[];
  /** An item whose dates can't be. */
  wrong: BuilderItem | null;
  onWrong: (key: string) => void;
  canUndo: boolean;
  canRedo: boolean;
  dispatch: Dispatch<BuilderAction>;
}

/** Name, what is saved, undo and redo, total length, publish. */
export function BuilderHeader({
  campaign,
  gone,
  draft,
  total,
  today,
  items,
  wrong,
  onWrong,
  canUndo,
  canRedo,
  dispatch,
}: BuilderHeaderProps) {
  const { t } = useTranslation();
  const { canWrite } = useAuth();
  const [settings, setSettings] = useState(false);
  useDocumentTitle(`${campaign.name} · TVS`);
  const pending = campaign.draft !== null || ['saving', 'failed', 'stale'].includes(draft.state.kind);
  const empty = items.length === 0;
  const dated = items.some(item => !isValidOn(item, today));
  const bare = empty && campaign.items.length === 0;
  return (
    <div className={classes.header}>
      <ActionIcon aria-label={t('action.back')} renderRoot={props => <Link to="/campaigns" {...props} />}>
        <IconArrowLeft size={20} />
      </ActionIcon>
      <div className={classes.words}>
        <Link to="/campaigns" className={classes.over}>
          {t('campaigns.title')}
        </Link>
        <span className={classes.title}>
          <h1 className="el">{campaign.name}</h1>
          {canWrite && !gone && (
            <ActionIcon size={28} aria-label={t('campaigns.builder.settings')} onClick={() => setSettings(true)}>
              <IconPencil size={16} />
            </ActionIcon>
          )}
          <Status kind={pending || bare ? 'draft' : 'active'} pill>
            {pending ? t('status.draft') : bare ? t('campaigns.builder.bare') : t('campaigns.builder.published')}
          </Status>
          <Saved state={draft.state} />
        </span>
      </div>
      {canWrite && (
        <div className={classes.tools}>
          <ActionIcon aria-label={t('action.undo')} {...idle(!canUndo)} onClick={() => dispatch({ type: 'undo' })}>
            <IconArrowBackUp size={20} />
          </ActionIcon>
          <ActionIcon aria-label={t('action.redo')} {...idle(!canRedo)} onClick={() => dispatch({ type: 'redo' })}>
            <IconArrowForwardUp size={20} />
          </ActionIcon>
        </div>
      )}
      <dl className={classes.total}>
        <dt>{dated ? t('campaigns.builder.totalToday') : t('campaigns.builder.total')}</dt>
        <dd className="num">{empty ? '–' : clock(total)}</dd>
      </dl>
      {canWrite && !gone && (
        <PublishButton campaign={campaign} draft={draft} items={items} wrong={wrong} onWrong={onWrong} today={today} pending={pending} />
      )}
      <CampaignSettings campaign={campaign} opened={settings} onSaved={draft.adopt} onClose={() => setSettings(false)} />
    </div>
  );
}

/** Not `disabled`: the keyboard would fall off a button that has just done its last. */
function idle(nothing: boolean) {
  return { 'data-disabled': nothing, 'aria-disabled': nothing };
}

function Saved({ state }: { state: DraftState }) {
  const { t } = useTranslation();
  const words =
    state.kind === 'saving'
      ? t('campaigns.builder.saving')
      : state.kind === 'saved'
        ? t('campaigns.builder.savedAt', { time: time(state.at) })
        : state.kind === 'failed'
          ? t('campaigns.builder.saveFailed')
          : state.kind === 'stale'
            ? t('campaigns.builder.saveStopped')
            : '';
  return (
    <span className={classes.saved} data-failed={state.kind === 'failed' || state.kind === 'stale' || undefined} role="status">
      {words}
    </span>
  );
}
