import { Button, Menu } from '@mantine/core';
import type { Player } from '@tvs/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import {
  IconCamera,
  IconChevronDown,
  IconEye,
  IconList,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBackFilled,
  IconPlayerSkipForwardFilled,
  IconPower,
  IconRefresh,
  IconTrash,
} from '../../components/icons.ts';
import { useCommand } from './useCommand.ts';

/** What one can tell a screen to do. */
export function PlayerControl({ player }: { player: Player }) {
  const { t } = useTranslation();
  const { send, busy } = useCommand(player);
  const [asking, setAsking] = useState<'restart' | 'clear_cache' | null>(null);
  const { name, playback } = player;
  return (
    <>
      <Button variant="default" leftSection={<IconCamera size={18} />} onClick={() => send('screenshot')}>
        {t('players.command.screenshot')}
      </Button>
      <Button variant="default" leftSection={<IconRefresh size={18} />} loading={busy} onClick={() => send('sync')}>
        {t('players.command.sync')}
      </Button>
      <Button variant="default" leftSection={<IconEye size={18} />} onClick={() => send('identify', { seconds: 15 })}>
        {t('players.command.identify')}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} />}>
            {t('players.command.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {playback === 'paused' ? (
            <Menu.Item leftSection={<IconPlayerPlayFilled size={16} />} onClick={() => send('play')}>
              {t('players.command.play')}
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconPlayerPauseFilled size={16} />} onClick={() => send('pause')}>
              {t('players.command.pause')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconPlayerSkipBackFilled size={16} />} onClick={() => send('previous')}>
            {t('players.command.previous')}
          </Menu.Item>
          <Menu.Item leftSection={<IconPlayerSkipForwardFilled size={16} />} onClick={() => send('next')}>
            {t('players.command.next')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconList size={16} />} onClick={() => send('log')}>
            {t('players.command.log')}
          </Menu.Item>
          <Menu.Item leftSection={<IconRefresh size={16} />} onClick={() => send('reload')}>
            {t('players.command.reload')}
          </Menu.Item>
          <Menu.Item leftSection={<IconPower size={16} />} onClick={() => send('blank', { on: playback !== 'blank' })}>
            {playback === 'blank' ? t('players.command.unblank') : t('players.command.blank')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item c="var(--bad)" leftSection={<IconPower size={16} />} onClick={() => setAsking('restart')}>
            {t('players.command.restart')}
          </Menu.Item>
          <Menu.Item c="var(--bad)" leftSection={<IconTrash size={16} />} onClick={() => setAsking('clear_cache')}>
            {t('players.command.clear_cache')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asking !== null}
        title={asking === 'clear_cache' ? t('players.command.clearTitle', { name }) : t('players.command.restartTitle', { name })}
        confirm={t(`players.command.${asking ?? 'restart'}`)}
        onClose={() => setAsking(null)}
        onConfirm={() => {
          if (asking) send(asking);
          setAsking(null);
        }}
      >
        {asking === 'clear_cache' ? t('players.command.clearText') : t('players.command.restartText')}
      </ConfirmDialog>
    </>
  );
}
