import { ActionIcon, Button, Menu } from '@mantine/core';
import type { CommandName } from '@tvs/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import {
  IconCamera,
  IconDots,
  IconEye,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPower,
  IconRefresh,
  IconTrash,
  IconX,
} from '../../components/icons.ts';
import { useFailureNotice } from '../../lib/useFailureNotice.ts';
import classes from './BulkBar.module.css';
import { begin, useRun } from './bulkRun.ts';
import { bulkWord, graveOf } from './bulkWords.ts';
import type { Params } from './run.ts';
import type { Choosing } from './useSelection.ts';
import { type Filter, type Targets, useTargets } from './useTargets.ts';

interface Asking extends Targets {
  command: CommandName;
  params: Params;
}

/** From so many on, anything is asked before it is done. */
const many = 50;

/** What one can tell the chosen screens to do: with what is grave asked first, and counted. */
export function BulkBar({ choosing, total, filter }: { choosing: Choosing; total: number; filter: Filter }) {
  const { t } = useTranslation();
  const failed = useFailureNotice();
  const find = useTargets(filter);
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState<Asking | null>(null);
  const sending = useRun()?.sending ?? false;
  const { count, selection } = choosing;
  const ask = async (command: CommandName, params: Params = null) => {
    setBusy(true);
    try {
      const targets = await find(selection);
      if (targets.players.length === 0) return choosing.clear();
      if (graveOf(command, params) || targets.players.length > many) setAsking({ ...targets, command, params });
      else begin(command, params, targets.players);
    } catch (error) {
      failed(error);
    } finally {
      setBusy(false);
    }
  };
  const screens = (n: number) => t('players.bulk.screens', { count: n });
  const off = busy || sending;
  const grave = asking && graveOf(asking.command, asking.params);
  const deed = asking ? t(bulkWord(asking.command, asking.params), { screens: screens(asking.players.length) }) : '';
  return (
    <section className={classes.bar} aria-label={t('players.bulk.label')}>
      <ActionIcon aria-label={t('players.bulk.clear')} onClick={choosing.clear}>
        <IconX size={20} />
      </ActionIcon>
      <p className={classes.words} aria-live="polite">
        <b className="num">{t('players.bulk.chosen', { count })}</b>
        {count < total && (
          <button type="button" className={classes.all} onClick={choosing.chooseAll}>
            {t('players.bulk.all', { count: total })}
          </button>
        )}
      </p>
      <div className={classes.deeds}>
        <Button variant="subtle" disabled={off} leftSection={<IconRefresh size={18} />} onClick={() => void ask('sync')}>
          {t('players.command.sync')}
        </Button>
        <Button variant="subtle" disabled={off} leftSection={<IconCamera size={18} />} onClick={() => void ask('screenshot')}>
          {t('players.command.screenshot')}
        </Button>
        <Button variant="subtle" disabled={off} leftSection={<IconEye size={18} />} onClick={() => void ask('identify', { seconds: 15 })}>
          {t('players.command.identify')}
        </Button>
        <Button variant="subtle" color="red" disabled={off} leftSection={<IconPower size={18} />} onClick={() => void ask('restart')}>
          {t('players.command.restart')}
        </Button>
        <Menu position="top-end">
          <Menu.Target>
            <ActionIcon aria-label={t('players.command.more')} disabled={off}>
              <IconDots size={20} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconRefresh size={16} />} onClick={() => void ask('reload')}>
              {t('players.command.reload')}
            </Menu.Item>
            <Menu.Item leftSection={<IconPlayerPlayFilled size={16} />} onClick={() => void ask('play')}>
              {t('players.command.play')}
            </Menu.Item>
            <Menu.Item leftSection={<IconPlayerPauseFilled size={16} />} onClick={() => void ask('pause')}>
              {t('players.command.pause')}
            </Menu.Item>
            <Menu.Item leftSection={<IconPower size={16} />} onClick={() => void ask('blank', { on: false })}>
              {t('players.command.unblank')}
            </Menu.Item>
            <Menu.Item leftSection={<IconPower size={16} />} onClick={() => void ask('blank', { on: true })}>
              {t('players.command.blank')}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item c="var(--bad)" leftSection={<IconTrash size={16} />} onClick={() => void ask('clear_cache')}>
              {t('players.command.clear_cache')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      <ConfirmDialog
        opened={asking !== null}
        title={`${deed}?`}
        confirm={deed}
        onClose={() => setAsking(null)}
        onConfirm={() => {
          if (asking) begin(asking.command, asking.params, asking.players);
          setAsking(null);
        }}
      >
        {grave && <p>{t(`players.bulk.text.${grave}`)}</p>}
        {asking && asking.offline > 0 && <p>{t('players.bulk.offline', { count: asking.offline })}</p>}
      </ConfirmDialog>
    </section>
  );
}
