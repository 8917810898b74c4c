import { ActionIcon, Menu, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Player, PlayerWithKey } from '@tvs/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { toProblem } from '../../api/problem.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { IconDots, IconKey, IconPencil, IconTrash } from '../../components/icons.ts';
import { notifyDone } from '../../lib/notify.tsx';
import { useProblemWords } from '../../lib/useProblemWords.ts';
import { PlayerKey } from '../Players/PlayerKey.tsx';
import { EditPlayer } from './EditPlayer.tsx';

/** Rename, move, renew the key, delete. */
export function PlayerMenu({ player }: { player: Player }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [open, setOpen] = useState<'edit' | 'renew' | 'delete' | null>(null);
  const [key, setKey] = useState<PlayerWithKey | null>(null);
  const renew = $api.useMutation('post', '/players/{id}/key');
  const remove = $api.useMutation('delete', '/players/{id}');
  const { name } = player;
  const path = { params: { path: { id: String(player.id) } } };
  const close = () => {
    setOpen(null);
    renew.reset();
    remove.reset();
  };
  const problemWords = useProblemWords();
  const words = (error: unknown) => problemWords(toProblem(error));

  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" aria-label={t('action.more')}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setOpen('edit')}>
            {t('players.detail.edit')}
          </Menu.Item>
          <Menu.Item leftSection={<IconKey size={16} />} onClick={() => setOpen('renew')}>
            {t('players.detail.renewKey')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item c="var(--bad)" leftSection={<IconTrash size={16} />} onClick={() => setOpen('delete')}>
            {t('players.detail.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <EditPlayer player={player} opened={open === 'edit'} onClose={close} />
      <ConfirmDialog
        opened={open === 'renew'}
        title={t('players.detail.renewTitle', { name })}
        confirm={t('players.detail.renewKey')}
        busy={renew.isPending}
        error={renew.isError && words(renew.error)}
        onClose={close}
        onConfirm={() =>
          renew.mutate(path, {
            onSuccess: made => {
              setOpen(null);
              setKey(made);
            },
          })
        }
      >
        {t('players.detail.renewText')}
      </ConfirmDialog>
      <Modal
        opened={key !== null}
        onClose={() => setKey(null)}
        closeOnClickOutside={false}
        title={t('players.key.title', { name })}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        {key && <PlayerKey player={key} onDone={() => setKey(null)} />}
      </Modal>
      <ConfirmDialog
        opened={open === 'delete'}
        title={t('players.detail.deleteTitle', { name })}
        confirm={t('players.detail.delete')}
        busy={remove.isPending}
        error={remove.isError && words(remove.error)}
        onClose={close}
        onConfirm={() =>
          remove.mutate(path, {
            onSuccess: () => {
              notifyDone(t('players.detail.deleted', { name }));
              void navigate({ to: '/players' });
              for (const stale of ['/players', '/dashboard/players', '/dashboard/stats', '/locations'])
                void queries.invalidateQueries({ queryKey: ['get', stale] });
            },
          })
        }
      >
        {t('players.detail.deleteText')}
      </ConfirmDialog>
    </>
  );
}
