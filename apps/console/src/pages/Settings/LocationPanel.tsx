import { ActionIcon } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { toProblem } from '../../api/problem.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { Failed } from '../../components/Failed.tsx';
import { IconTrash } from '../../components/icons.ts';
import { SidePanel } from '../../components/SidePanel.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { notifyDone } from '../../lib/notify.tsx';
import { useLocations } from '../../lib/useLocations.ts';
import { useProblemWords } from '../../lib/useProblemWords.ts';
import { LocationForm } from './LocationForm.tsx';

/** One place, beside the tree. */
export function LocationPanel({ id, onSelect, onClose }: { id: number; onSelect: (id: number) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useProblemWords();
  const { isAdmin } = useAuth();
  const queries = useQueryClient();
  const { byId, rows, isPending } = useLocations();
  const [asking, setAsking] = useState(false);
  const remove = $api.useMutation('delete', '/locations/{id}');
  const here = byId.get(id);
  // Deleted by somebody else: what is typed in its form stays.
  const known = useRef(here);
  useEffect(() => {
    if (here) known.current = here;
  }, [here]);
  const location = here ?? known.current;
  const path = rows.find(row => row.location.id === id)?.path.join(' › ');
  const problem = remove.isError ? toProblem(remove.error) : null;
  if (isPending) return null;
  if (!location)
    return (
      <SidePanel title={t('settings.locations.column.name')} onClose={onClose}>
        <Failed error={{ status: 404, code: 'not_found', detail: '' }} />
      </SidePanel>
    );
  const { name } = location;
  return (
    <SidePanel
      title={name}
      over={path || undefined}
      onClose={onClose}
      actions={
        isAdmin &&
        here && (
          <ActionIcon color="red" aria-label={t('settings.locations.form.delete')} onClick={() => setAsking(true)}>
            <IconTrash size={18} />
          </ActionIcon>
        )
      }
    >
      <LocationForm key={location.id} location={location} onSaved={saved => saved !== id && onSelect(saved)} readOnly={!isAdmin} />
      <ConfirmDialog
        opened={asking}
        title={t('settings.locations.form.deleteTitle', { name })}
        confirm={t('action.delete')}
        busy={remove.isPending}
        onClose={() => {
          setAsking(false);
          remove.reset();
        }}
        onConfirm={() =>
          remove.mutate(
            { params: { path: { id: String(id) } } },
            {
              onSuccess: () => {
                notifyDone(t('settings.locations.form.deleted', { name }));
                void queries.invalidateQueries({ queryKey: ['get', '/locations'] });
                onClose();
              },
            },
          )
        }
        error={
          problem &&
          (problem.used_by && problem.used_by.length > 0 ? (
            <>
              {t('settings.locations.form.deleteUsed')} {problem.used_by.map(use => use.name).join(', ')}
            </>
          ) : (
            words(problem)
          ))
        }
      >
        {t('settings.locations.form.deleteText')}
      </ConfirmDialog>
    </SidePanel>
  );
}
