import { useQueryClient } from '@tanstack/react-query';
import type { CommandName, Player } from '@tvs/protocol';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { notifyWarning } from '../../lib/notify.tsx';
import { useFailureNotice } from '../../lib/useFailureNotice.ts';
import { commandWord } from './commandWord.ts';

interface Params {
  level?: number;
  on?: boolean;
  seconds?: number;
}

/** Sends a command to a player; its result appears in the list of commands. */
export function useCommand(player: Player): { send: (command: CommandName, params?: Params) => void; busy: boolean } {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const failed = useFailureNotice();
  const { mutate, isPending } = $api.useMutation('post', '/players/{id}/command');
  const offline = player.status === 'offline';
  const id = String(player.id);
  const send = useCallback(
    (command: CommandName, params?: Params) =>
      mutate(
        { params: { path: { id } }, body: { command, params: params ?? null } },
        {
          onSuccess: () => {
            if (offline)
              notifyWarning(t('players.command.sent', { command: t(commandWord(command, params)) }), t('players.command.waiting'));
            void queries.invalidateQueries({ queryKey: ['get', '/players/{id}/commands'] });
          },
          onError: failed,
        },
      ),
    [mutate, id, offline, queries, failed, t],
  );
  return { send, busy: isPending };
}
