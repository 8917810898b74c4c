import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { Failed } from '../../components/Failed.tsx';
import { Late } from '../../components/Late.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { newValues, valuesOf } from './formValues.ts';
import { ScheduleForm } from './ScheduleForm.tsx';

interface CampaignScheduleProps {
  /** The schedule being edited; without it a new one. */
  edit: number | undefined;
  campaignId: number | undefined;
  locationId: number;
  zone: string;
  date: string;
  time: string | undefined;
  onClose: () => void;
}

/** Beside the week: one schedule, new or existing. */
export function CampaignSchedule({ edit, campaignId, locationId, zone, date, time, onClose }: CampaignScheduleProps) {
  const { t } = useTranslation();
  const query = $api.useQuery('get', '/schedules/{id}', { params: { path: { id: String(edit ?? 0) } } }, { enabled: edit !== undefined });
  const schedule = query.data;
  if (edit === undefined)
    return (
      <ScheduleForm
        title={t('schedule.form.newTitle')}
        initial={newValues({ campaignId, locationId, date, time })}
        zone={zone}
        onClose={onClose}
      />
    );
  if (schedule)
    return (
      <ScheduleForm
        key={schedule.id}
        title={schedule.campaign_name}
        over={t('schedule.form.editTitle')}
        schedule={schedule}
        initial={valuesOf(schedule)}
        zone={zone}
        onClose={onClose}
      />
    );
  return (
    <SidePanel title={t('schedule.form.editTitle')} onClose={onClose}>
      {query.isError ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Late>
          <Skeleton height={320} />
        </Late>
      )}
    </SidePanel>
  );
}
