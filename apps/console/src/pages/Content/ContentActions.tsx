import { ActionIcon, Button, FileButton, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { Content } from '@tvs/protocol';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { IconReplace, IconStack2, IconTrash } from '../../components/icons.ts';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { useUploadQueue } from '../../contexts/uploads/UploadContext.tsx';
import { useFailureNotice } from '../../lib/useFailureNotice.ts';
import { mayEndOtherwise } from '../../lib/useMediaReason.ts';
import { useProblemWords } from '../../lib/useProblemWords.ts';
import { DeleteContents } from './DeleteContents.tsx';
import { PutInCampaign } from './PutInCampaign.tsx';
import { ReplaceContent } from './ReplaceContent.tsx';
import { replaceFile } from './replaceFile.ts';

/** Into a campaign, another file in its place, or out of the library. */
export function ContentActions({ content, onDeleted }: { content: Content; onDeleted: () => void }) {
  const { t } = useTranslation();
  const { canWrite } = useAuth();
  const queries = useQueryClient();
  const queue = useUploadQueue();
  const words = useProblemWords();
  const failed = useFailureNotice();
  const [asking, setAsking] = useState<'put' | 'delete' | null>(null);
  const [by, setBy] = useState<File | null>(null);
  const reset = useRef<() => void>(null);
  const retry = $api.useMutation('post', '/content/{id}/retry');
  const { id, title, type, status, status_detail } = content;
  if (!canWrite) return null;

  return (
    <Group gap={8} mt="sm">
      {status === 'ready' && (
        <Button variant="light" px={12} leftSection={<IconStack2 size={18} />} onClick={() => setAsking('put')}>
          {t('content.put.open')}
        </Button>
      )}
      {status === 'failed' && (!status_detail || mayEndOtherwise(status_detail)) && (
        <Button
          variant="light"
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
      {type !== 'editorial' && (
        <FileButton
          resetRef={reset}
          inputProps={{ 'aria-label': t('content.replace.choose', { title }) }}
          onChange={file => {
            setBy(file);
            reset.current?.();
          }}
        >
          {props => (
            <Button {...props} variant="default" px={12} leftSection={<IconReplace size={18} />} title={t('content.replace.hint')}>
              {t('content.replace.open')}
            </Button>
          )}
        </FileButton>
      )}
      {type !== 'editorial' && (
        <ActionIcon ml="auto" color="red" aria-label={t('content.delete')} onClick={() => setAsking('delete')}>
          <IconTrash size={18} />
        </ActionIcon>
      )}
      {by && (
        <ReplaceContent
          content={content}
          file={by}
          onConfirm={() => {
            replaceFile(content, by, { queue, queries, words });
            setBy(null);
          }}
          onClose={() => setBy(null)}
        />
      )}
      {asking === 'put' && <PutInCampaign contents={[content]} onClose={() => setAsking(null)} />}
      {asking === 'delete' && (
        <DeleteContents
          contents={[content]}
          onClose={() => setAsking(null)}
          onDeleted={gone => {
            if (gone.length > 0) onDeleted();
          }}
        />
      )}
    </Group>
  );
}
