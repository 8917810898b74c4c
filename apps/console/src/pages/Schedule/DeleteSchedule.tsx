import { ActionIcon, Skeleton } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { Schedule } from '@tvs/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { toProblem } from '../../api/problem.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { IconTrash } from '../../components/icons.ts';
import { notifyDone } from '../../lib/notify.tsx';
import { useProblemWords } from '../../lib/useProblemWords.ts';
import { ifMatch } from '../../lib/version.ts';
import { ImpactCard } from './ImpactCard.tsx';
import { useImpact } from './useImpact.ts';

/** Asks, then takes a schedule away. */
export function DeleteSchedule({ schedule, zone, onDeleted }: { schedule: Schedule; zone: string; onDeleted: () => void }) {
  const { t } = useTranslation();
  const words = useProblemWords();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = $api.useMutation('delete', '/schedules/{id}');
  const impact = useImpact(null, schedule.id, asking);
  return (
    <>
      <ActionIcon color="red" aria-label={t('schedule.form.delete')} onClick={() => setAsking(true)}>
        <IconTrash size={18} />
      </ActionIcon>
      <ConfirmDialog
        opened={asking}
        title={t('schedule.form.deleteTitle')}
        confirm={t('schedule.form.delete')}
        busy={remove.isPending}
        error={remove.isError && words(toProblem(remove.error))}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          remove.mutate(
            { params: { path: { id: String(schedule.id) }, header: ifMatch(schedule) } },
            {
              onSuccess: () => {
                notifyDone(t('schedule.form.deleted'));
                for (const path of [
                  '/schedules',
                  '/schedules/timeline',
                  '/schedules/explain',
                  '/dashboard/stats',
                  '/players/{id}/programme',
                ])
                  void queries.invalidateQueries({ queryKey: ['get', path] });
                onDeleted();
              },
            },
          )
        }
      >
        <p>{t('schedule.form.deleteText', { campaign: schedule.campaign_name })}</p>
        {impact.data ? (
          <ImpactCard impact={impact} zone={zone} title={t('schedule.impact.onDelete')} />
        ) : (
          !impact.isError && <Skeleton height={80} mt="sm" />
        )}
      </ConfirmDialog>
    </>
  );
}
