import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import type { Player } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { LocationSelect } from '../../components/LocationSelect.tsx';
import { type Fact, MeanwhileNotice } from '../../components/MeanwhileNotice.tsx';
import { useAskBeforeClose } from '../../components/useAskBeforeClose.tsx';
import { notifyDone } from '../../lib/notify.tsx';
import { useEdit } from '../../lib/useEdit.ts';
import { useFormProblem } from '../../lib/useFormProblem.ts';
import { useLocations } from '../../lib/useLocations.ts';

interface EditPlayerProps {
  player: Player;
  opened: boolean;
  onClose: () => void;
}

/** Another name, another place. */
export function EditPlayer({ player, opened, onClose }: EditPlayerProps) {
  const { t } = useTranslation();
  const ask = useAskBeforeClose(onClose);
  return (
    <Modal opened={opened} onClose={ask.close} title={t('players.detail.edit')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <EditForm key={player.id} player={player} tell={ask.tell} onClose={onClose} />
      {ask.question}
    </Modal>
  );
}

interface PlayerValues {
  name: string;
  location_id: number | null;
}

const valuesOf = ({ name, location_id }: Player): PlayerValues => ({ name, location_id });

function EditForm({ player, tell, onClose }: { player: Player; tell: (unsaved: boolean) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { byId } = useLocations();
  const send = $api.useMutation('patch', '/players/{id}');
  const form = useForm<PlayerValues>({
    initialValues: valuesOf(player),
    validate: { name: value => (value.trim() === '' ? t('players.form.required') : null) },
  });
  tell(form.isDirty());
  const onProblem = useFormProblem(form);
  const path = { id: String(player.id) };
  const { edit, save } = useEdit({
    form,
    resource: player,
    kind: 'player',
    valuesOf,
    bodyOf: ({ name, location_id }) => ({ name: name.trim(), ...(location_id !== null && { location_id }) }),
    load: () => queries.fetchQuery({ ...$api.queryOptions('get', '/players/{id}', { params: { path } }), staleTime: 0 }),
  });
  const submit = form.onSubmit(() =>
    save((body, header) => send.mutateAsync({ params: { path, header }, body })).then(saved => {
      if (!saved) return;
      notifyDone(t('players.detail.saved'));
      for (const name of ['/players', '/players/{id}', '/players/{id}/programme', '/dashboard/players', '/locations'])
        void queries.invalidateQueries({ queryKey: ['get', name] });
      onClose();
    }, onProblem),
  );
  const facts = ({ name, location_id }: PlayerValues): Fact[] => [
    { label: t('players.form.name'), text: name },
    { label: t('players.form.location'), text: byId.get(location_id ?? 0)?.name ?? '' },
  ];
  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 16 }}>
      <MeanwhileNotice edit={edit} facts={facts} onSave={() => submit()} />
      <TextInput label={t('players.form.name')} maxLength={100} data-autofocus {...form.getInputProps('name')} />
      <LocationSelect label={t('players.form.location')} {...form.getInputProps('location_id')} />
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" loading={send.isPending} disabled={edit.halted}>
          {t('action.save')}
        </Button>
      </Group>
    </form>
  );
}
