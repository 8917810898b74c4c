import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import type { Player } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { LocationSelect } from '../../components/LocationSelect.tsx';
import { notifyDone } from '../../lib/notify.tsx';
import { useFormProblem } from '../../lib/useFormProblem.ts';

interface EditPlayerProps {
  player: Player;
  opened: boolean;
  onClose: () => void;
}

/** Another name, another place. */
export function EditPlayer({ player, opened, onClose }: EditPlayerProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={t('players.detail.edit')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <EditForm key={player.updated_at} player={player} onClose={onClose} />
    </Modal>
  );
}

function EditForm({ player, onClose }: { player: Player; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const save = $api.useMutation('patch', '/players/{id}');
  const form = useForm({
    initialValues: { name: player.name, location_id: player.location_id as number | null },
    validate: { name: value => (value.trim() === '' ? t('players.form.required') : null) },
  });
  const onProblem = useFormProblem(form);
  const submit = form.onSubmit(({ name, location_id }) =>
    save.mutate(
      {
        params: { path: { id: String(player.id) } },
        body: { name: name.trim(), ...(location_id !== null && location_id !== player.location_id && { location_id }) },
      },
      {
        onSuccess: () => {
          notifyDone(t('players.detail.saved'));
          for (const path of ['/players', '/players/{id}', '/players/{id}/programme', '/dashboard/players', '/locations'])
            void queries.invalidateQueries({ queryKey: ['get', path] });
          onClose();
        },
        onError: onProblem,
      },
    ),
  );
  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 16 }}>
      <TextInput label={t('players.form.name')} maxLength={100} data-autofocus {...form.getInputProps('name')} />
      <LocationSelect label={t('players.form.location')} {...form.getInputProps('location_id')} />
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {t('action.save')}
        </Button>
      </Group>
    </form>
  );
}
