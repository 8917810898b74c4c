import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { Failed } from '../../components/Failed.tsx';
import { Late } from '../../components/Late.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { newValues, valuesOf } from './formValues.ts';
import { ScheduleForm } from './ScheduleForm.tsx';
import type { HandMove } from './useHand.ts';
import type { Drawn } from './usePlan.ts';

interface CampaignScheduleProps {
  /** The schedule being edited; without it a new one. */
  edit: number | undefined;
  campaignId: number | undefined;
  locationId: number;
  zone: string;
  date: string;
  time: string | undefined;
  until: string | undefined;
  /** What was moved by hand in the week. */
  move: HandMove | null;
  onDrawn: (drawn: Drawn | null) => void;
  onClose: () => void;
}

/** Beside the week: one schedule, new or existing. */
export function CampaignSchedule(props: CampaignScheduleProps) {
  const { edit, campaignId, locationId, zone, date, time, until, move, onDrawn, onClose } = props;
  const { t } = useTranslation();
  const { canWrite } = useAuth();
  const over = t(canWrite ? 'schedule.form.editTitle' : 'schedule.form.viewTitle');
  const query = $api.useQuery('get', '/schedules/{id}', { params: { path: { id: String(edit ?? 0) } } }, { enabled: edit !== undefined });
  const schedule = query.data;
  if (edit === undefined)
    return (
      <ScheduleForm
        title={t('schedule.form.newTitle')}
        initial={newValues({ campaignId, locationId, date, time, until })}
        zone={zone}
        move={move?.id === (edit ?? 0) ? move : null}
        onDrawn={onDrawn}
        onClose={onClose}
      />
    );
  if (schedule)
    return (
      <ScheduleForm
        key={schedule.id}
        title={schedule.campaign_name}
        over={over}
        schedule={schedule}
        initial={valuesOf(schedule)}
        zone={zone}
        move={move?.id === (edit ?? 0) ? move : null}
        onDrawn={onDrawn}
        onClose={onClose}
      />
    );
  return (
    <SidePanel title={over} onClose={onClose}>
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
