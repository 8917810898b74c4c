import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import type { Schedule } from '@tvs/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { type Failure, toProblem } from '../../api/problem.ts';
import { SidePanel } from '../../components/SidePanel.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { notifyDone } from '../../lib/notify.tsx';
import { useFormProblem } from '../../lib/useFormProblem.ts';
import { ConflictCard } from './ConflictCard.tsx';
import { scheduleChecks } from './checks.ts';
import { DeleteSchedule } from './DeleteSchedule.tsx';
import { bodyOf, type ScheduleValues } from './formValues.ts';
import { ImpactCard } from './ImpactCard.tsx';
import { ScheduleFields } from './ScheduleFields.tsx';
import classes from './ScheduleForm.module.css';
import { useFreePriority } from './useFreePriority.ts';
import { useImpact } from './useImpact.ts';

interface ScheduleFormProps {
  title: string;
  over?: string;
  schedule?: Schedule;
  initial: ScheduleValues;
  zone: string;
  onClose: () => void;
}

/** When and where a campaign plays, what that changes, and what it meets. */
export function ScheduleForm({ title, over, schedule, initial, zone, onClose }: ScheduleFormProps) {
  const { t } = useTranslation();
  const { canWrite } = useAuth();
  const queries = useQueryClient();
  const [conflict, setConflict] = useState<Failure | null>(null);
  const create = $api.useMutation('post', '/schedules');
  const patch = $api.useMutation('patch', '/schedules/{id}');
  const form = useForm<ScheduleValues>({
    initialValues: initial,
    validate: scheduleChecks(t),
    onValuesChange: () => setConflict(null),
  });
  const onProblem = useFormProblem(form);
  const impact = useImpact(form.values, schedule);
  const count = impact.data?.player_count ?? 0;

  const save = (also: { allow_conflicts?: boolean; priority?: number } = {}) => {
    const body = bodyOf(form.getValues());
    if (!body) return;
    const options = {
      onSuccess: () => {
        notifyDone(t('schedule.form.saved'), t('schedule.form.savedText'));
        for (const path of ['/schedules', '/schedules/{id}', '/schedules/timeline', '/dashboard/stats', '/players/{id}/programme'])
          void queries.invalidateQueries({ queryKey: ['get', path] });
        onClose();
      },
      onError: (error: unknown) => {
        const problem = toProblem(error);
        if (problem.conflicts && problem.conflicts.length > 0) setConflict(problem);
        else onProblem(error);
      },
    };
    if (schedule) patch.mutate({ params: { path: { id: String(schedule.id) } }, body: { ...body, ...also } }, options);
    else create.mutate({ body: { ...body, ...also } }, options);
  };
  const busy = create.isPending || patch.isPending;
  const free = useFreePriority(Number(form.values.priority) || 0, form.values.location_id, schedule?.id);

  return (
    <form onSubmit={form.onSubmit(() => save())} noValidate style={{ display: 'contents' }}>
      <SidePanel
        title={title}
        over={over}
        onClose={onClose}
        actions={schedule && canWrite && <DeleteSchedule schedule={schedule} onDeleted={onClose} />}
        footer={
          canWrite && (
            <div className={classes.footer}>
              <Button type="submit" flex={1} loading={busy}>
                {count > 0 ? t('schedule.form.saveOn', { count }) : t('schedule.form.save')}
              </Button>
              <Button variant="default" onClick={onClose}>
                {t('action.cancel')}
              </Button>
            </div>
          )
        }
      >
        {conflict && (
          <ConflictCard
            problem={conflict}
            zone={zone}
            priority={free}
            onRaise={() => {
              form.setFieldValue('priority', free);
              save({ priority: free });
            }}
            onAllow={() => save({ allow_conflicts: true })}
          />
        )}
        <ScheduleFields form={form} recurs={Boolean(schedule?.recurrence_rule)} readOnly={!canWrite} />
        <ImpactCard impact={impact} />
      </SidePanel>
    </form>
  );
}
