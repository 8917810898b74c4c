import { Button, NumberInput, Select, Skeleton, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import type { Settings } from '@tvs/protocol';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { CampaignSelect } from '../../components/CampaignSelect.tsx';
import { Failed } from '../../components/Failed.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { notifyDone } from '../../lib/notify.tsx';
import { useFormProblem } from '../../lib/useFormProblem.ts';
import classes from './Settings.module.css';

/** What counts for the whole system. */
export function SystemConfig() {
  const query = $api.useQuery('get', '/settings', {}, { staleTime: 5 * 60_000 });
  if (query.data) return <SystemForm key={JSON.stringify(query.data)} settings={query.data} />;
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton height={320} maw={480} />;
}

const languages = [
  { value: 'pt-BR', label: 'Português (Brasil)' },
  { value: 'en', label: 'English' },
];

function SystemForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const { isAdmin } = useAuth();
  const queries = useQueryClient();
  const save = $api.useMutation('patch', '/settings');
  const form = useForm({
    initialValues: { ...settings },
    validate: { name: value => (value.trim() === '' ? t('signIn.required') : null) },
  });
  const onProblem = useFormProblem(form);
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone').map(zone => ({ value: zone, label: zone.replaceAll('_', ' ') })), []);
  const submit = form.onSubmit(({ name, timezone, default_locale, default_campaign_id, heartbeat_seconds, default_image_duration }) =>
    save.mutate(
      {
        body: {
          name: name.trim(),
          timezone,
          default_locale,
          default_campaign_id,
          heartbeat_seconds: Number(heartbeat_seconds),
          default_image_duration: Number(default_image_duration),
        },
      },
      {
        onSuccess: () => {
          notifyDone(t('settings.system.saved'));
          for (const path of ['/settings', '/locations']) void queries.invalidateQueries({ queryKey: ['get', path] });
        },
        onError: onProblem,
      },
    ),
  );
  const below: ('label' | 'input' | 'error' | 'description')[] = ['label', 'input', 'error', 'description'];
  return (
    <form onSubmit={submit} className={classes.sheet}>
      <fieldset className={classes.form} disabled={!isAdmin}>
        {!isAdmin && <p className="mut">{t('settings.system.readOnly')}</p>}
        <TextInput label={t('settings.system.name')} maxLength={100} {...form.getInputProps('name')} />
        <Select
          label={t('settings.system.timezone')}
          searchable
          limit={60}
          allowDeselect={false}
          data={zones}
          {...form.getInputProps('timezone')}
        />
        <Select label={t('settings.system.locale')} allowDeselect={false} data={languages} {...form.getInputProps('default_locale')} />
        <CampaignSelect
          label={t('settings.system.campaign')}
          description={t('settings.system.campaignHint')}
          inputWrapperOrder={below}
          clearable
          clearButtonProps={{ 'aria-label': t('settings.locations.noCampaign') }}
          {...form.getInputProps('default_campaign_id')}
        />
        <NumberInput
          label={t('settings.system.image')}
          description={t('settings.system.imageHint')}
          inputWrapperOrder={below}
          min={1}
          max={3600}
          suffix=" s"
          {...form.getInputProps('default_image_duration')}
        />
        <NumberInput
          label={t('settings.system.heartbeat')}
          description={t('settings.system.heartbeatHint')}
          inputWrapperOrder={below}
          min={5}
          max={300}
          suffix=" s"
          {...form.getInputProps('heartbeat_seconds')}
        />
        {isAdmin && (
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()} style={{ justifySelf: 'start' }}>
            {t('action.save')}
          </Button>
        )}
      </fieldset>
    </form>
  );
}
