import { Button, Modal } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Content } from '@tvs/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { toProblem } from '../../api/problem.ts';
import { Failed } from '../../components/Failed.tsx';
import { notifyDone } from '../../lib/notify.tsx';
import classes from './Bulk.module.css';
import { BulkProgress } from './BulkProgress.tsx';
import { UsedNames } from './UsedNames.tsx';
import { useBulk } from './useBulk.ts';
import { countUses, useUses } from './useUses.ts';

interface DeleteContentsProps {
  contents: readonly Content[];
  onClose: () => void;
  /** What is gone now. */
  onDeleted: (ids: readonly number[]) => void;
}

async function remove({ id }: Content): Promise<void> {
  const { error, response } = await api.DELETE('/content/{id}', { params: { path: { id: String(id) } } });
  // Somebody else was quicker: it is gone, as was wanted.
  if (!response.ok && toProblem(error).status !== 404) throw error;
}

/** Says before anything happens what goes, what stays and where it is used; then how far it is. */
export function DeleteContents({ contents, onClose, onDeleted }: DeleteContentsProps) {
  const { t } = useTranslation();
  // What was asked about, whatever the selection behind it becomes.
  const [asked] = useState(contents);
  const { uses, error, again } = useUses(asked.map(({ id }) => id));
  const { state, start, stop } = useBulk(remove);
  const used = asked.flatMap(content => {
    const places = uses?.get(content.id);
    return places && countUses(places) > 0 ? [{ content, places }] : [];
  });
  const authored = asked.filter(({ id, type }) => type === 'editorial' && !used.some(({ content }) => content.id === id));
  const free = asked.filter(({ id, type }) => type !== 'editorial' && !used.some(({ content }) => content.id === id));
  const single = asked.length === 1 ? asked[0] : undefined;
  const title = single ? t('content.deleteTitle', { title: single.title }) : t('content.bulk.deleteTitle', { count: asked.length });
  const close = state?.running ? stop : onClose;

  const confirm = async () => {
    const { done, failures } = await start(free);
    const failed = new Set(failures.map(({ item }) => item.id));
    const gone = free.slice(0, done).filter(({ id }) => !failed.has(id));
    if (failures.length === 0 && done === free.length) {
      notifyDone(single ? t('content.deleted', { title: single.title }) : t('content.bulk.deleted', { count: gone.length }));
      onClose();
    }
    onDeleted(gone.map(({ id }) => id));
  };

  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <div className={classes.form}>
        {!state && (
          <>
            {error !== null && <Failed error={error} onRetry={again} />}
            {free.length > 0 && uses && <p className="mut">{t('content.bulk.deleteText', { count: free.length })}</p>}
            {used.length > 0 && (
              <div>
                <p>{single ? t('content.deleteUsed') : t('content.bulk.deleteUsed', { count: used.length })}</p>
                <ul className={classes.kept}>
                  {used.map(({ content, places }) => (
                    <li key={content.id}>
                      {!single && `${content.title}: `}
                      <UsedNames uses={places} />
                    </li>
                  ))}
                </ul>
              </div>
            )}
            {authored.length > 0 && (
              <p>
                {t('content.bulk.deleteAuthored', { count: authored.length })} <Link to="/editorials">{t('nav.editorials')}</Link>
              </p>
            )}
          </>
        )}
        {state && <BulkProgress state={state} label={title} />}
        <div className={classes.actions}>
          <Button variant="default" onClick={close} data-autofocus>
            {state?.running ? t('content.bulk.stop') : state || free.length === 0 ? t('action.close') : t('action.cancel')}
          </Button>
          {(free.length > 0 || !uses) && !(state && !state.running) && (
            <Button color="red" loading={state?.running ?? false} disabled={!uses} onClick={() => void confirm()}>
              {single ? t('action.delete') : t('content.bulk.delete', { count: free.length })}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}
