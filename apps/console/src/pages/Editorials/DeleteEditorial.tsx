import { Link } from '@tanstack/react-router';
import type { Editorial } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { toProblem } from '../../api/problem.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { notifyDone } from '../../lib/notify.tsx';
import { useProblemWords } from '../../lib/useProblemWords.ts';
import { ifMatch } from '../../lib/version.ts';
import classes from './Editorials.module.css';
import { useRefreshEditorials } from './useEditorials.ts';

interface DeleteEditorialProps {
  editorial: Editorial;
  opened: boolean;
  onClose: () => void;
  onDeleted: () => void;
}

/** Asks before an editorial goes; while campaigns show it, says which. */
export function DeleteEditorial({ editorial, opened, onClose, onDeleted }: DeleteEditorialProps) {
  const { t } = useTranslation();
  const words = useProblemWords();
  const refresh = useRefreshEditorials();
  const remove = $api.useMutation('delete', '/editorials/{id}');
  const { id, name, items_count } = editorial;
  const problem = remove.isError ? toProblem(remove.error) : null;
  const close = () => {
    remove.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={opened}
      title={t('editorials.deleteTitle', { name })}
      confirm={t('action.delete')}
      busy={remove.isPending}
      onClose={close}
      onConfirm={() =>
        remove.mutate(
          { params: { path: { id: String(id) }, header: ifMatch(editorial) } },
          {
            onSuccess: () => {
              notifyDone(t('editorials.deleted', { name }));
              close();
              onDeleted();
              refresh();
            },
            // What somebody else changed meanwhile is loaded, so that the second try is about what is shown.
            onError: error => toProblem(error).code === 'stale' && refresh(),
          },
        )
      }
      error={
        problem &&
        (problem.used_by && problem.used_by.length > 0 ? (
          <>
            {t('editorials.deleteUsed')}
            <ul className={classes.users}>
              {problem.used_by.map(use => (
                <li key={use.id}>
                  <Link to="/campaigns/$campaignId" params={{ campaignId: String(use.id) }}>
                    {use.name}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        ) : (
          words(problem)
        ))
      }
    >
      {t('editorials.deleteText', { count: items_count })}
    </ConfirmDialog>
  );
}
