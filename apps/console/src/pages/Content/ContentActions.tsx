import { ActionIcon, Button, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Content } from '@tvs/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { toProblem } from '../../api/problem.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { IconStack2, IconTrash } from '../../components/icons.ts';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { notifyDone } from '../../lib/notify.tsx';
import { useFailureNotice } from '../../lib/useFailureNotice.ts';
import { useProblemWords } from '../../lib/useProblemWords.ts';

/** Into a campaign, or out of the library. */
export function ContentActions({ content, onDeleted }: { content: Content; onDeleted: () => void }) {
  const { t } = useTranslation();
  const words = useProblemWords();
  const { canWrite } = useAuth();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const failed = useFailureNotice();
  const [asking, setAsking] = useState(false);
  const create = $api.useMutation('post', '/campaigns');
  const retry = $api.useMutation('post', '/content/{id}/retry');
  const remove = $api.useMutation('delete', '/content/{id}');
  if (!canWrite) return null;
  const { id, title } = content;
  const used = remove.isError ? toProblem(remove.error) : null;

  return (
    <Group gap={8} mt="sm">
      <Button
        variant="light"
        leftSection={<IconStack2 size={18} />}
        disabled={content.status !== 'ready'}
        loading={create.isPending}
        onClick={() =>
          create.mutate(
            { body: { name: title, items: [{ content_id: id }] } },
            {
              onSuccess: campaign => {
                void queries.invalidateQueries({ queryKey: ['get', '/campaigns'] });
                void navigate({ to: '/campaigns/$campaignId', params: { campaignId: String(campaign.id) } });
              },
              onError: failed,
            },
          )
        }
      >
        {t('content.newCampaign')}
      </Button>
      {content.status === 'failed' && (
        <Button
          variant="default"
          loading={retry.isPending}
          onClick={() =>
            retry.mutate(
              { params: { path: { id: String(id) } } },
              { onSuccess: () => void queries.invalidateQueries({ queryKey: ['get', '/content'] }), onError: failed },
            )
          }
        >
          {t('content.retry')}
        </Button>
      )}
      <ActionIcon ml="auto" color="red" aria-label={t('content.delete')} onClick={() => setAsking(true)}>
        <IconTrash size={18} />
      </ActionIcon>
      <ConfirmDialog
        opened={asking}
        title={t('content.deleteTitle', { title })}
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
                notifyDone(t('content.deleted', { title }));
                void queries.invalidateQueries({ queryKey: ['get', '/content'] });
                onDeleted();
              },
            },
          )
        }
        error={
          used &&
          (used.used_by && used.used_by.length > 0 ? (
            <>
              {t('content.deleteUsed')}
              <ul>
                {used.used_by.map(place => (
                  <li key={`${place.resource}-${place.id}`}>
                    {place.resource.startsWith('campaign') ? (
                      <Link to="/campaigns/$campaignId" params={{ campaignId: String(place.id) }} style={{ color: 'var(--accent)' }}>
                        {place.name}
                      </Link>
                    ) : (
                      place.name
                    )}
                  </li>
                ))}
              </ul>
            </>
          ) : (
            words(used)
          ))
        }
      >
        {t('content.deleteText')}
      </ConfirmDialog>
    </Group>
  );
}
