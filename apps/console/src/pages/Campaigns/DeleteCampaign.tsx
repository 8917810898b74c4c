import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Campaign } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { toProblem } from '../../api/problem.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { notifyDone } from '../../lib/notify.tsx';
import { useProblemWords } from '../../lib/useProblemWords.ts';

interface DeleteCampaignProps {
  campaign: Campaign;
  screens: number;
  opened: boolean;
  onClose: () => void;
}

/** Asks before a campaign goes, with the screens it is on. */
export function DeleteCampaign({ campaign, screens, opened, onClose }: DeleteCampaignProps) {
  const { t } = useTranslation();
  const words = useProblemWords();
  const queries = useQueryClient();
  const remove = $api.useMutation('delete', '/campaigns/{id}');
  const { id, name } = campaign;
  const problem = remove.isError ? toProblem(remove.error) : null;
  return (
    <ConfirmDialog
      opened={opened}
      title={t('campaigns.deleteTitle', { name })}
      confirm={t('action.delete')}
      busy={remove.isPending}
      onClose={() => {
        remove.reset();
        onClose();
      }}
      onConfirm={() =>
        remove.mutate(
          { params: { path: { id: String(id) } } },
          {
            onSuccess: () => {
              notifyDone(t('campaigns.deleted', { name }));
              void queries.invalidateQueries({ queryKey: ['get', '/campaigns'] });
              onClose();
            },
          },
        )
      }
      error={
        problem &&
        (problem.used_by && problem.used_by.length > 0 ? (
          <>
            {t('campaigns.deleteUsed')}
            <ul>
              {problem.used_by.map(use => (
                <li key={`${use.resource}-${use.id}`}>
                  {use.resource.startsWith('schedule') ? (
                    <Link to="/schedule" search={{ edit: use.id }} style={{ color: 'var(--accent)' }}>
                      {use.name}
                    </Link>
                  ) : (
                    use.name
                  )}
                </li>
              ))}
            </ul>
          </>
        ) : (
          words(problem)
        ))
      }
    >
      {t('campaigns.deleteText')} {screens > 0 && t('campaigns.deleteOnAir', { count: screens })}
    </ConfirmDialog>
  );
}
