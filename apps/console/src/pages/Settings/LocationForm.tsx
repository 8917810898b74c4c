import { Button, Group, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import type { Location } from '@tvs/protocol';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { CampaignSelect } from '../../components/CampaignSelect.tsx';
import { LeaveGuard } from '../../components/LeaveGuard.tsx';
import { LocationSelect } from '../../components/LocationSelect.tsx';
import { type Fact, MeanwhileNotice } from '../../components/MeanwhileNotice.tsx';
import { ZoneSelect } from '../../components/ZoneSelect.tsx';
import { time } from '../../lib/format.ts';
import { subtree } from '../../lib/locations.ts';
import { notifyDone } from '../../lib/notify.tsx';
import { useEdit } from '../../lib/useEdit.ts';
import { useFormProblem } from '../../lib/useFormProblem.ts';
import { useLocations } from '../../lib/useLocations.ts';
import { useCampaigns } from '../../lib/useNames.ts';
import { useNow } from '../../lib/useNow.ts';
import { zoneName } from '../../lib/zoneName.ts';
import classes from './Settings.module.css';

interface LocationFormProps {
  location?: Location;
  parent?: number | null;
  onSaved: (id: number) => void;
  onCancel?: () => void;
  readOnly?: boolean;
}

interface LocationValues {
  name: string;
  parent_id: number | null;
  timezone: string | null;
  address: string;
  default_campaign_id: number | null;
}

const valuesOf = ({ name, parent_id, timezone, address, default_campaign_id }: Location): LocationValues => ({
  name,
  parent_id,
  timezone,
  address: address ?? '',
  default_campaign_id,
});
const bodyOf = (values: LocationValues) => ({ ...values, name: values.name.trim(), address: values.address.trim() || null });

/** Name, place in the tree, time zone, address, default campaign. */
export function LocationForm({ location, parent = null, onSaved, onCancel, readOnly = false }: LocationFormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const now = useNow(30_000);
  const { items } = useLocations();
  const create = $api.useMutation('post', '/locations');
  const patch = $api.useMutation('patch', '/locations/{id}');
  const form = useForm<LocationValues>({
    initialValues: location ? valuesOf(location) : { name: '', parent_id: parent, timezone: null, address: '', default_campaign_id: null },
    validate: { name: value => (value.trim() === '' ? t('signIn.required') : null) },
  });
  const onProblem = useFormProblem(form);
  const below = useMemo(() => (location ? subtree(items, location.id) : new Set<number>()), [items, location]);
  const above = items.find(({ id }) => id === form.values.parent_id)?.effective_timezone ?? location?.effective_timezone;
  const zone = form.values.timezone ?? above;

  const path = { id: String(location?.id ?? 0) };
  const { edit, save } = useEdit({
    form,
    resource: location,
    kind: 'location',
    valuesOf,
    bodyOf,
    load: () => queries.fetchQuery({ ...$api.queryOptions('get', '/locations/{id}', { params: { path } }), staleTime: 0 }),
  });
  const submit = form.onSubmit(values => {
    const saving =
      location && !edit.gone
        ? save((body, header) => patch.mutateAsync({ params: { path, header }, body }))
        : create.mutateAsync({ body: bodyOf(values) });
    void saving.then(saved => {
      if (!saved) return;
      notifyDone(t('settings.locations.form.saved'));
      form.resetDirty();
      for (const name of ['/locations', '/schedules/timeline']) void queries.invalidateQueries({ queryKey: ['get', name] });
      onSaved(saved.id);
    }, onProblem);
  });
  const campaigns = useCampaigns([form.values.default_campaign_id, edit.meanwhile?.theirs.default_campaign_id ?? null]);
  const facts = (values: LocationValues): Fact[] => [
    { label: t('settings.locations.form.name'), text: values.name },
    { label: t('settings.locations.form.parent'), text: items.find(({ id }) => id === values.parent_id)?.name ?? '' },
    { label: t('settings.locations.form.zone'), text: values.timezone ? zoneName(values.timezone) : '' },
    { label: t('settings.locations.form.campaign'), text: campaigns.get(values.default_campaign_id ?? 0)?.name ?? '' },
    { label: t('settings.locations.form.address'), text: values.address },
  ];
  return (
    <form onSubmit={submit}>
      <MeanwhileNotice edit={edit} facts={facts} onSave={() => submit()} onAnew={() => submit()} />
      <fieldset className={classes.form} disabled={readOnly}>
        <TextInput label={t('settings.locations.form.name')} maxLength={200} data-autofocus {...form.getInputProps('name')} />
        <LocationSelect
          label={t('settings.locations.form.parent')}
          everywhere={t('settings.locations.form.noParent')}
          without={below}
          {...form.getInputProps('parent_id')}
        />
        <ZoneSelect
          label={t('settings.locations.form.zone')}
          placeholder={above ? t('settings.locations.form.zoneInherit', { zone: zoneName(above) }) : ''}
          {...(zone && { description: t('settings.locations.form.zoneHint', { time: time(now, zone) }) })}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          clearable
          clearButtonProps={{ 'aria-label': t('settings.locations.inherited') }}
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
            <Button type="submit" loading={create.isPending || patch.isPending} disabled={edit.halted}>
              {t('action.save')}
            </Button>
          </Group>
        )}
      </fieldset>
      {location && <LeaveGuard unsaved={() => form.isDirty()} keys={['location', 'tab']} />}
    </form>
  );
}
