import { Button, Modal, PinInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { notifyDone } from '../../lib/notify.tsx';
import { playerAddress } from '../../lib/playerAddress.ts';
import { useFormProblem } from '../../lib/useFormProblem.ts';
import { useLocations, useScope } from '../../lib/useLocations.ts';
import { PlaceField } from './PlaceField.tsx';
import classes from './Players.module.css';
import { useFirstLocation } from './useFirstLocation.ts';

interface PairPlayerProps {
  opened: boolean;
  /** From the address that a screen's QR code leads to. */
  code: string;
  onClose: () => void;
}

/** The code on the screen, a name, a place: paired. */
export function PairPlayer({ opened, code, onClose }: PairPlayerProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={t('players.pair')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <PairForm code={clean(code)} onClose={onClose} />
    </Modal>
  );
}

const clean = (code: string) =>
  code
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 6);

function PairForm({ code, onClose }: { code: string; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const codeLabel = useId();
  const address = playerAddress();
  const { byId, items } = useLocations();
  const { loc } = useScope();
  const first = useFirstLocation();
  const pair = $api.useMutation('post', '/players/pair');
  const form = useForm({
    initialValues: { code, name: '', location_id: null as number | null, first_location: '' },
    validate: {
      code: value => (value.length === 6 ? null : t('players.form.codeShort')),
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
      const player = await pair.mutateAsync({ body: { code: values.code, name: values.name.trim(), location_id } });
      for (const path of ['/players', '/dashboard/players', '/dashboard/stats', '/locations'])
        void queries.invalidateQueries({ queryKey: ['get', path] });
      notifyDone(t('players.paired', { name: player.name }), t('players.pairedText'));
      void navigate({ to: '/players/$playerId', params: { playerId: String(player.id) } });
    } catch (error) {
      onProblem(error);
    }
  });
  const place = form.values.location_id === null ? undefined : byId.get(form.values.location_id)?.name;
  const { error } = form.getInputProps('code');

  return (
    <form onSubmit={submit} className={classes.form}>
      <fieldset className={classes.plain} aria-labelledby={codeLabel}>
        <p id={codeLabel} className={classes.label}>
          {t('players.form.code')}
        </p>
        <PinInput
          className={classes.code ?? ''}
          length={6}
          size="lg"
          gap={6}
          placeholder=""
          type={/^[a-zA-Z0-9]*$/}
          inputMode="text"
          aria-label={t('players.form.code')}
          getInputProps={index => ({
            'aria-label': t('players.form.codePlace', { place: index + 1 }),
            autoCapitalize: 'characters',
            'data-autofocus': (code === '' && index === 0) || undefined,
          })}
          value={form.values.code}
          error={Boolean(error)}
          onChange={value => form.setFieldValue('code', clean(value))}
        />
        {error ? (
          <p className={classes.error} role="alert">
            {error}
          </p>
        ) : (
          <p className={classes.hint}>{t(address.here ? 'players.form.codeHintHere' : 'players.form.codeHint', { url: address.url })}</p>
        )}
      </fieldset>
      <TextInput label={t('players.form.name')} maxLength={100} data-autofocus={code !== '' || undefined} {...form.getInputProps('name')} />
      <PlaceField form={form} />
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" loading={form.submitting}>
          {place ? t('players.form.submitPair', { place }) : t('players.form.submitPairPlain')}
        </Button>
      </div>
    </form>
  );
}
