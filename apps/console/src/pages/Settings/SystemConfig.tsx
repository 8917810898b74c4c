import { NumberInput, Select, Skeleton, TextInput } from '@mantine/core';
import type { Settings } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { CampaignSelect } from '../../components/CampaignSelect.tsx';
import { Failed } from '../../components/Failed.tsx';
import { type Fact, MeanwhileNotice } from '../../components/MeanwhileNotice.tsx';
import { ZoneSelect } from '../../components/ZoneSelect.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { useCampaigns } from '../../lib/useNames.ts';
import { zoneName } from '../../lib/zoneName.ts';
import { AlertRulesForm } from './AlertRulesForm.tsx';
import { RetentionForm } from './RetentionForm.tsx';
import { SaveSettings } from './SaveSettings.tsx';
import classes from './Settings.module.css';
import { useSettingsForm } from './useSettingsForm.ts';

/** What counts for the whole system. */
export function SystemConfig() {
  const query = $api.useQuery('get', '/settings', {}, { staleTime: 5 * 60_000 });
  if (query.data)
    return (
      <div className={classes.sheets}>
        <SystemForm settings={query.data} />
        <div className={classes.column}>
          <AlertRulesForm settings={query.data} />
          <RetentionForm settings={query.data} />
        </div>
      </div>
    );
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton height={320} maw={480} />;
}

const languages = [
  { value: 'pt-BR', label: 'Português (Brasil)' },
  { value: 'en', label: 'English' },
];

const changes: Settings['campaign_change'][] = ['at_once', 'item_end'];

interface SystemValues {
  name: string;
  timezone: string;
  default_locale: Settings['default_locale'];
  default_campaign_id: number | null;
  heartbeat_seconds: number | string;
  default_image_duration: number | string;
  campaign_change: Settings['campaign_change'];
}

const valuesOf = (settings: Settings): SystemValues => ({
  name: settings.name,
  timezone: settings.timezone,
  default_locale: settings.default_locale,
  default_campaign_id: settings.default_campaign_id,
  heartbeat_seconds: settings.heartbeat_seconds,
  default_image_duration: settings.default_image_duration,
  campaign_change: settings.campaign_change,
});
const bodyOf = (values: SystemValues) => ({
  ...values,
  name: values.name.trim(),
  heartbeat_seconds: Number(values.heartbeat_seconds),
  default_image_duration: Number(values.default_image_duration),
});

function SystemForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const { isAdmin } = useAuth();
  // An emptied number is not nought.
  const filled = (value: number | string) => (value === '' ? t('signIn.required') : null);
  const { form, edit, submit, saving } = useSettingsForm<SystemValues>({
    settings,
    valuesOf,
    bodyOf,
    validate: {
      name: value => (value.trim() === '' ? t('signIn.required') : null),
      heartbeat_seconds: filled,
      default_image_duration: filled,
    },
    done: t('settings.system.saved'),
    touches: ['/locations'],
  });
  const campaigns = useCampaigns([form.values.default_campaign_id, edit.meanwhile?.theirs.default_campaign_id ?? null]);
  const facts = (values: SystemValues): Fact[] => [
    { label: t('settings.system.name'), text: values.name },
    { label: t('settings.system.timezone'), text: zoneName(values.timezone) },
    { label: t('settings.system.locale'), text: languages.find(({ value }) => value === values.default_locale)?.label ?? '' },
    { label: t('settings.system.campaign'), text: campaigns.get(values.default_campaign_id ?? 0)?.name ?? '' },
    { label: t('settings.system.image'), text: String(values.default_image_duration) },
    { label: t('settings.system.change'), text: t(`settings.system.changes.${values.campaign_change}`) },
    { label: t('settings.system.heartbeat'), text: String(values.heartbeat_seconds) },
  ];
  const below: ('label' | 'input' | 'error' | 'description')[] = ['label', 'input', 'error', 'description'];
  return (
    <form onSubmit={submit} className={classes.sheet}>
      <MeanwhileNotice edit={edit} facts={facts} onSave={() => submit()} />
      <fieldset className={classes.form} disabled={!isAdmin}>
        {!isAdmin && <p className="mut">{t('settings.system.readOnly')}</p>}
        <TextInput label={t('settings.system.name')} maxLength={100} {...form.getInputProps('name')} />
        <ZoneSelect label={t('settings.system.timezone')} allowDeselect={false} {...form.getInputProps('timezone')} />
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
        <Select
          label={t('settings.system.change')}
          description={t('settings.system.changeHint')}
          inputWrapperOrder={below}
          allowDeselect={false}
          data={changes.map(value => ({ value, label: t(`settings.system.changes.${value}`) }))}
          {...form.getInputProps('campaign_change')}
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
        <SaveSettings saving={saving} idle={!form.isDirty() || edit.halted} />
      </fieldset>
    </form>
  );
}
