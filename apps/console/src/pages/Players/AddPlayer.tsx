import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import type { PlayerWithKey } from '@tvs/protocol';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { useFormProblem } from '../../lib/useFormProblem.ts';
import { useLocations, useScope } from '../../lib/useLocations.ts';
import { PlaceField } from './PlaceField.tsx';
import { PlayerKey } from './PlayerKey.tsx';
import classes from './Players.module.css';
import { useFirstLocation } from './useFirstLocation.ts';

/** Makes a player first and opens it by its key: for screens set up beforehand, or for trying out on this machine. */
export function AddPlayer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const [made, setMade] = useState<PlayerWithKey | null>(null);
  const close = () => {
    setMade(null);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      closeOnClickOutside={!made}
      title={made ? t('players.key.title', { name: made.name }) : t('players.addByKey')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {made ? <PlayerKey player={made} onDone={close} /> : <AddForm onMade={setMade} onClose={close} />}
    </Modal>
  );
}

const devices = ['web', 'android', 'windows', 'linux', 'other'] as const;

function AddForm({ onMade, onClose }: { onMade: (player: PlayerWithKey) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { items } = useLocations();
  const { loc } = useScope();
  const first = useFirstLocation();
  const create = $api.useMutation('post', '/players');
  const form = useForm({
    initialValues: { name: '', device_type: 'web' as (typeof devices)[number], location_id: null as number | null, first_location: '' },
    validate: {
      name: value => (value.trim() === '' ? t('players.form.required') : null),
      location_id: value => (value === null && !first.none ? t('players.form.chooseLocation') : null),
      first_location: value => (first.none && value.trim() === '' ? t('players.form.required') : null),
    },
  });
  const onProblem = useFormProblem(form);
  const standard = loc ?? (items.length === 1 ? items[0]?.id : undefined);
  const { setFieldValue } = form;
  const empty = form.values.location_id === null;
  useEffect(() => {
    if (empty && standard !== undefined) setFieldValue('location_id', standard);
  }, [empty, standard, setFieldValue]);

  const submit = form.onSubmit(async values => {
    try {
      const location_id = first.none ? await first.create(values.first_location.trim()) : Number(values.location_id);
      const player = await create.mutateAsync({ body: { name: values.name.trim(), device_type: values.device_type, location_id } });
      for (const path of ['/players', '/dashboard/players', '/dashboard/stats', '/locations'])
        void queries.invalidateQueries({ queryKey: ['get', path] });
      onMade(player);
    } catch (error) {
      onProblem(error);
    }
  });
  return (
    <form onSubmit={submit} className={classes.form}>
      <TextInput label={t('players.form.name')} maxLength={100} data-autofocus {...form.getInputProps('name')} />
      <PlaceField form={form} />
      <Select
        label={t('players.form.device')}
        allowDeselect={false}
        data={devices.map(value => ({ value, label: t(`players.device.${value}`) }))}
        {...form.getInputProps('device_type')}
      />
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" loading={form.submitting}>
          {t('players.form.submitCreate')}
        </Button>
      </div>
    </form>
  );
}
