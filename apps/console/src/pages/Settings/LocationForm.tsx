import { Button, Group, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import type { Location } from '@tvs/protocol';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { CampaignSelect } from '../../components/CampaignSelect.tsx';
import { LocationSelect } from '../../components/LocationSelect.tsx';
import { time } from '../../lib/format.ts';
import { subtree } from '../../lib/locations.ts';
import { notifyDone } from '../../lib/notify.tsx';
import { useFormProblem } from '../../lib/useFormProblem.ts';
import { useLocations } from '../../lib/useLocations.ts';
import { useNow } from '../../lib/useNow.ts';
import classes from './Settings.module.css';

interface LocationFormProps {
  location?: Location;
  parent?: number | null;
  onSaved: (id: number) => void;
  onCancel?: () => void;
  readOnly?: boolean;
}

/** Name, place in the tree, time zone, address, default campaign. */
export function LocationForm({ location, parent = null, onSaved, onCancel, readOnly = false }: LocationFormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const now = useNow(30_000);
  const { items } = useLocations();
  const create = $api.useMutation('post', '/locations');
  const patch = $api.useMutation('patch', '/locations/{id}');
  const form = useForm({
    initialValues: {
      name: location?.name ?? '',
      parent_id: location ? location.parent_id : parent,
      timezone: location?.timezone ?? null,
      address: location?.address ?? '',
      default_campaign_id: location?.default_campaign_id ?? null,
    },
    validate: { name: value => (value.trim() === '' ? t('signIn.required') : null) },
  });
  const onProblem = useFormProblem(form);
  const below = useMemo(() => (location ? subtree(items, location.id) : new Set<number>()), [items, location]);
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone').map(zone => ({ value: zone, label: zone.replaceAll('_', ' ') })), []);
  const above = items.find(({ id }) => id === form.values.parent_id)?.effective_timezone ?? location?.effective_timezone;
  const zone = form.values.timezone ?? above;

  const submit = form.onSubmit(values => {
    const body = { ...values, name: values.name.trim(), address: values.address.trim() || null };
    const options = {
      onSuccess: (saved: Location) => {
        notifyDone(t('settings.locations.form.saved'));
        for (const path of ['/locations', '/schedules/timeline']) void queries.invalidateQueries({ queryKey: ['get', path] });
        onSaved(saved.id);
      },
      onError: onProblem,
    };
    if (location) patch.mutate({ params: { path: { id: String(location.id) } }, body }, options);
    else create.mutate({ body }, options);
  });
  return (
    <form onSubmit={submit}>
      <fieldset className={classes.form} disabled={readOnly}>
        <TextInput label={t('settings.locations.form.name')} maxLength={200} data-autofocus {...form.getInputProps('name')} />
        <LocationSelect
          label={t('settings.locations.form.parent')}
          everywhere={t('settings.locations.form.noParent')}
          without={below}
          {...form.getInputProps('parent_id')}
        />
        <Select
          label={t('settings.locations.form.zone')}
          placeholder={above ? t('settings.locations.form.zoneInherit', { zone: above.replaceAll('_', ' ') }) : ''}
          {...(zone && { description: t('settings.locations.form.zoneHint', { time: time(now, zone) }) })}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('settings.locations.inherited') }}
          limit={60}
          data={zones}
          {...form.getInputProps('timezone')}
        />
        <CampaignSelect
          label={t('settings.locations.form.campaign')}
          description={t('settings.locations.form.campaignHint')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          clearable
          clearButtonProps={{ 'aria-label': t('settings.locations.inherited') }}
          {...form.getInputProps('default_campaign_id')}
        />
        <TextInput label={t('settings.locations.form.address')} maxLength={500} {...form.getInputProps('address')} />
        {!readOnly && (
          <Group justify="flex-end" gap={8}>
            {onCancel && (
              <Button variant="default" onClick={onCancel}>
                {t('action.cancel')}
              </Button>
            )}
            <Button type="submit" loading={create.isPending || patch.isPending}>
              {t('action.save')}
            </Button>
          </Group>
        )}
      </fieldset>
    </form>
  );
}
