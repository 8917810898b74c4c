import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import type { Schedule } from '@tvs/protocol';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { type Failure, toProblem } from '../../api/problem.ts';
import { LeaveGuard } from '../../components/LeaveGuard.tsx';
import { MeanwhileNotice } from '../../components/MeanwhileNotice.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { notifyDone, notifyWarning } from '../../lib/notify.tsx';
import { useEdit } from '../../lib/useEdit.ts';
import { useFormProblem } from '../../lib/useFormProblem.ts';
import { ConflictCard } from './ConflictCard.tsx';
import { scheduleChecks } from './checks.ts';
import { DeleteSchedule } from './DeleteSchedule.tsx';
import { fieldsOf } from './fieldNames.ts';
import { bodyOf, type ScheduleBody, type ScheduleValues, valuesOf } from './formValues.ts';
import { ImpactCard } from './ImpactCard.tsx';
import { MeetsCard } from './MeetsCard.tsx';
import { lateness, moved } from './moves.ts';
import { ScheduleFields } from './ScheduleFields.tsx';
import classes from './ScheduleForm.module.css';
import { useFreePriority } from './useFreePriority.ts';
import type { HandMove } from './useHand.ts';
import { useCandidate, useCheck, useImpact } from './useImpact.ts';
import type { Drawn } from './usePlan.ts';
import { useScheduleFacts } from './useScheduleFacts.ts';

interface ScheduleFormProps {
  title: string;
  over?: string;
  schedule?: Schedule;
  initial: ScheduleValues;
  zone: string;
  move: HandMove | null;
  /** Hears what the form holds while it is not saved. */
  onDrawn: (drawn: Drawn | null) => void;
  onClose: () => void;
}

/** When and where a campaign plays, what that changes, and what it meets. */
export function ScheduleForm({ title, over, schedule, initial, zone, move, onDrawn, onClose }: ScheduleFormProps) {
  const { t } = useTranslation();
  const { canWrite } = useAuth();
  const queries = useQueryClient();
  const [conflict, setConflict] = useState<Failure | null>(null);
  const done = useRef(false);
  const create = $api.useMutation('post', '/schedules');
  const patch = $api.useMutation('patch', '/schedules/{id}');
  const form = useForm<ScheduleValues>({
    initialValues: initial,
    validate: scheduleChecks(t),
    onValuesChange: () => setConflict(null),
  });
  const { setErrors } = form;
  const unsaved = !schedule || form.isDirty();
  const { values } = form;
  useEffect(() => onDrawn(unsaved ? { id: schedule?.id ?? 0, values } : null), [unsaved, values, schedule?.id, onDrawn]);
  useEffect(() => () => onDrawn(null), [onDrawn]);
  const onProblem = useFormProblem({ setErrors: useCallback(errors => setErrors(fieldsOf(errors)), [setErrors]) });
  const path = { id: String(schedule?.id ?? 0) };
  const { edit, save: keep } = useEdit({
    form,
    resource: schedule,
    kind: 'schedule',
    valuesOf,
    bodyOf: (values): Partial<ScheduleBody> => bodyOf(values) ?? {},
    load: () => queries.fetchQuery({ ...$api.queryOptions('get', '/schedules/{id}', { params: { path } }), staleTime: 0 }),
  });
  const taken = useRef(0);
  // After the form has followed what is new elsewhere.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each move once, whatever else is typed
  useEffect(() => {
    if (!move || move.n <= taken.current) return;
    const late = lateness(move.version, schedule?.updated_at);
    // What the hand took is newer than what is known here, which is being asked for.
    if (late < 0) return;
    taken.current = move.n;
    // Somebody else moved it under the hand: how far from where, nobody can say any more.
    if (late > 0) notifyWarning(t('schedule.drag.meanwhile', { campaign: title }), t('schedule.drag.meanwhileText'));
    else form.setValues(moved(form.getValues(), move));
  }, [move, schedule]);
  const candidate = useCandidate(form.values, schedule?.id);
  const impact = useImpact(candidate, schedule?.id, candidate !== null);
  const check = useCheck(candidate);
  const count = impact.data?.player_count ?? 0;
  const facts = useScheduleFacts(edit.meanwhile?.theirs ?? null, form.values);
  const free = useFreePriority(Number(form.values.priority) || 0, form.values.location_id, schedule?.id);

  const save = (also: { allow_conflicts?: boolean } = {}) => {
    const body = bodyOf(form.getValues());
    if (!body) return;
    const saving =
      schedule && !edit.gone
        ? keep((changes, header) => patch.mutateAsync({ params: { path, header }, body: { ...changes, ...also } }))
        : create.mutateAsync({ body: { ...body, ...also } });
    void saving.then(
      saved => {
        if (!saved) return;
        done.current = true;
        notifyDone(t('schedule.form.saved'), t('schedule.form.savedText'));
        for (const name of [
          '/schedules',
          '/schedules/{id}',
          '/schedules/timeline',
          '/schedules/explain',
          '/dashboard/stats',
          '/players/{id}/programme',
        ])
          void queries.invalidateQueries({ queryKey: ['get', name] });
        onClose();
      },
      (error: unknown) => {
        const problem = toProblem(error);
        if (problem.conflicts && problem.conflicts.length > 0) setConflict(problem);
        else onProblem(error);
      },
    );
  };
  const submit = form.onSubmit(() => save());
  const busy = create.isPending || patch.isPending;
  const raise = () => form.setFieldValue('priority', free);

  return (
    <>
      <SidePanel
        title={title}
        over={over}
        onClose={onClose}
        onSubmit={submit}
        actions={
          schedule &&
          canWrite &&
          !edit.gone && (
            <DeleteSchedule
              schedule={schedule}
              zone={zone}
              onDeleted={() => {
                done.current = true;
                onClose();
              }}
            />
          )
        }
        footer={
          canWrite && (
            <div className={classes.footer}>
              <Button type="submit" flex={1} loading={busy} disabled={edit.halted}>
                {count > 0 ? t('schedule.form.saveOn', { count }) : t('schedule.form.save')}
              </Button>
              <Button variant="default" onClick={onClose}>
                {t('action.cancel')}
              </Button>
            </div>
          )
        }
      >
        <MeanwhileNotice edit={edit} facts={facts} onSave={() => submit()} onAnew={() => submit()} />
        {conflict && (
          <ConflictCard
            problem={conflict}
            zone={zone}
            priority={free}
            onRaise={() => {
              raise();
              save();
            }}
            onAllow={() => save({ allow_conflicts: true })}
          />
        )}
        <ScheduleFields form={form} readOnly={!canWrite} />
        {!conflict && candidate?.is_active && (
          <MeetsCard
            conflicts={check.data?.conflicts ?? []}
            zone={zone}
            priority={free}
            onRaise={raise}
            values={values}
            onHours={hours => form.setValues(hours)}
          />
        )}
        {canWrite && candidate && <ImpactCard impact={impact} zone={zone} />}
      </SidePanel>
      <LeaveGuard unsaved={() => canWrite && !done.current && form.isDirty()} keys={['edit', 'new', 'time']} />
    </>
  );
}
