import { NumberInput, Switch } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CampaignSelect } from '../../components/CampaignSelect.tsx';
import { DateField } from '../../components/DateField.tsx';
import { IconAlertTriangle } from '../../components/icons.ts';
import { LocationSelect } from '../../components/LocationSelect.tsx';
import { TimeField } from '../../components/TimeField.tsx';
import { useCampaign } from '../../lib/useNames.ts';
import { partOfDay, type ScheduleValues } from './formValues.ts';
import { RepeatFields } from './RepeatFields.tsx';
import classes from './ScheduleForm.module.css';

interface ScheduleFieldsProps {
  form: UseFormReturnType<ScheduleValues>;
  readOnly: boolean;
}

/** What, where, from when until when, on which days, and how it ranks. */
export function ScheduleFields({ form, readOnly }: ScheduleFieldsProps) {
  const { t } = useTranslation();
  const campaign = useCampaign(form.values.campaign_id);
  const { allDay, start_time, end_time, repeat } = form.values;
  // Beside a rule the end stands with the rule.
  const own = repeat.kind === 'none' || repeat.kind === 'kept' || (repeat.ends !== 'on' && form.values.end_date !== null);
  return (
    <fieldset className={classes.fields} disabled={readOnly}>
      <CampaignSelect
        label={t('schedule.form.campaign')}
        placeholder={t('campaigns.pickPlaceholder')}
        {...form.getInputProps('campaign_id')}
      />
      {campaign && campaign.items.length === 0 && (
        <p className={classes.warn}>
          <IconAlertTriangle size={16} aria-hidden />
          <span>
            {t('schedule.form.emptyCampaign')}{' '}
            <Link to="/campaigns/$campaignId" params={{ campaignId: String(campaign.id) }}>
              {t('schedule.form.openCampaign')}
            </Link>
          </span>
        </p>
      )}
      <LocationSelect
        label={t('schedule.form.location')}
        everywhere={t('schedule.form.everywhere')}
        {...form.getInputProps('location_id')}
      />
      <div className={classes.pair}>
        <DateField label={t('schedule.form.startDate')} {...form.getInputProps('start_date')} />
        {own && (
          <DateField
            label={t('schedule.form.endDate')}
            description={t('schedule.form.endDateHint')}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            clearLabel={t('schedule.form.endDateClear')}
            minDate={form.values.start_date ?? undefined}
            {...form.getInputProps('end_date')}
          />
        )}
      </div>
      <Switch
        label={t('schedule.form.allDay')}
        {...form.getInputProps('allDay', { type: 'checkbox' })}
        onChange={({ currentTarget: { checked } }) => form.setValues(checked ? { allDay: true } : partOfDay(form.getValues()))}
      />
      {!allDay && (
        <div className={classes.pair}>
          <TimeField label={t('schedule.form.startTime')} {...form.getInputProps('start_time')} />
          <TimeField
            label={t('schedule.form.endTime')}
            {...(end_time !== '00:00' &&
              end_time <= start_time && {
                description: t('schedule.form.overnight'),
                inputWrapperOrder: ['label', 'input', 'error', 'description'],
              })}
            {...form.getInputProps('end_time')}
          />
        </div>
      )}
      <RepeatFields form={form} />
      <NumberInput
        label={t('schedule.form.priority')}
        description={t('schedule.form.priorityHint')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        min={-1000}
        max={1000}
        allowDecimal={false}
        {...form.getInputProps('priority')}
      />
      <Switch label={t('schedule.form.active')} {...form.getInputProps('is_active', { type: 'checkbox' })} />
    </fieldset>
  );
}
