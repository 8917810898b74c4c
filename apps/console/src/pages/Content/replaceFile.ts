import type { QueryClient } from '@tanstack/react-query';
import type { Content } from '@tvs/protocol';
import i18next from 'i18next';
import { api } from '../../api/client.ts';
import type { Failure } from '../../api/problem.ts';
import { toProblem } from '../../api/problem.ts';
import type { UploadQueue } from '../../contexts/uploads/queue.ts';
import { notifyDone, notifyFailed } from '../../lib/notify.tsx';

/**
 * Uploads a file and, when it is ready for the screens, puts it in the content's place. Goes on while one moves between pages. What
 * plays the content shows the old file until then; if the new one is refused, nothing changes.
 */
export function replaceFile(
  { id, title }: Content,
  file: File,
  { queue, queries, words }: { queue: UploadQueue; queries: QueryClient; words: (failure: Failure) => string },
): void {
  const [key] = queue.add([file]);
  const end = queue.watch(() => {
    const upload = queue.uploads().find(upload => upload.key === key);
    // Refused or broken off it stays in the tray, from where it can be tried again.
    if (upload && upload.state !== 'ready') return;
    end();
    if (!upload?.contentId) return;
    // Its own content is about to go: nothing is to ask for it any more.
    queue.remove(upload.key);
    void swap(upload.contentId);
  });

  async function swap(by: number): Promise<void> {
    try {
      const answer = await api.POST('/content/{id}/replace', { params: { path: { id: String(id) } }, body: { content_id: by } });
      if (!answer.data) throw answer.error;
      notifyDone(i18next.t('content.replace.done', { title }));
    } catch (error) {
      notifyFailed(i18next.t('content.replace.failed', { title }), `${words(toProblem(error))} ${i18next.t('content.replace.kept')}`);
    }
    for (const path of ['/content', '/content/{id}', '/content/uses', '/campaigns', '/campaigns/{id}'])
      void queries.invalidateQueries({ queryKey: ['get', path] });
  }
}
