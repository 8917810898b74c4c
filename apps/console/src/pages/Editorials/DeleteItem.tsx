import type { EditorialItem } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { toProblem } from '../../api/problem.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { notifyDone } from '../../lib/notify.tsx';
import { useProblemWords } from '../../lib/useProblemWords.ts';
import { ifMatch } from '../../lib/version.ts';
import { useRefreshEditorials } from './useEditorials.ts';

interface DeleteItemProps {
  editorialId: number;
  item: EditorialItem;
  opened: boolean;
  onClose: () => void;
  onDeleted: () => void;
}

/** Asks before an item goes. */
export function DeleteItem({ editorialId, item, opened, onClose, onDeleted }: DeleteItemProps) {
  const { t } = useTranslation();
  const words = useProblemWords();
  const refresh = useRefreshEditorials();
  const remove = $api.useMutation('delete', '/editorials/{id}/items/{item_id}');
  const close = () => {
    remove.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={opened}
      title={t('editorials.item.deleteTitle', { title: item.title })}
      confirm={t('action.delete')}
      busy={remove.isPending}
      error={remove.isError && words(toProblem(remove.error))}
      onClose={close}
      onConfirm={() =>
        remove.mutate(
          { params: { path: { id: String(editorialId), item_id: String(item.id) }, header: ifMatch(item) } },
          {
            onSuccess: () => {
              notifyDone(t('editorials.item.deleted'));
              close();
              onDeleted();
              refresh();
            },
            onError: error => toProblem(error).code === 'stale' && refresh(),
          },
        )
      }
    >
      {t('editorials.item.deleteText')}
    </ConfirmDialog>
  );
}
