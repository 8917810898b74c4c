import { Button, Modal, MultiSelect, TagsInput } from '@mantine/core';
import type { Content } from '@tvs/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { toProblem } from '../../api/problem.ts';
import { notifyDone } from '../../lib/notify.tsx';
import { ifMatch } from '../../lib/version.ts';
import classes from './Bulk.module.css';
import { BulkProgress } from './BulkProgress.tsx';
import { retagged, tagsOf } from './selection.ts';
import { useBulk } from './useBulk.ts';
import { useTags } from './useTags.ts';

/** As it is now: the list may be older than a colleague's change, and nobody's tags are to be lost. */
async function retag({ id }: Content, add: readonly string[], remove: readonly string[]): Promise<void> {
  for (let round = 0; ; round++) {
    const path = { id: String(id) };
    const asked = await api.GET('/content/{id}', { params: { path } });
    if (!asked.data) throw asked.error;
    const tags = retagged(asked.data.tags, add, remove);
    if (!tags) return;
    const { error, response } = await api.PATCH('/content/{id}', { params: { path, header: ifMatch(asked.data) }, body: { tags } });
    if (response.ok) return;
    if (toProblem(error).code !== 'stale' || round === 2) throw error;
  }
}

/** Not over the buttons. */
const above = { position: 'top' } as const;

/** Gives tags to the chosen files, and takes some away. */
export function TagContents({ contents, onClose }: { contents: readonly Content[]; onClose: () => void }) {
  const { t } = useTranslation();
  const [asked] = useState(contents);
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  const known = useTags();
  const own = tagsOf(asked);
  const { state, start, stop } = useBulk(content => retag(content, add, remove));
  const title = t('content.bulk.tagTitle', { count: asked.length });
  const close = state?.running ? stop : onClose;
  const save = async () => {
    const { done, failures } = await start(asked);
    if (failures.length > 0 || done < asked.length) return;
    notifyDone(t('content.bulk.tagged', { count: done }));
    onClose();
  };
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form
        className={classes.form}
        onSubmit={event => {
          event.preventDefault();
          void save();
        }}
      >
        {state ? (
          <BulkProgress state={state} label={title} />
        ) : (
          <>
            <TagsInput
              label={t('content.bulk.tagAdd')}
              placeholder={add.length === 0 ? t('content.form.tagsHint') : ''}
              data={known.map(({ tag }) => tag).filter(tag => !remove.includes(tag))}
              value={add}
              onChange={setAdd}
              maxTags={50}
              maxLength={50}
              acceptValueOnBlur
              comboboxProps={above}
              data-autofocus
            />
            {own.length > 0 && (
              <MultiSelect
                label={t('content.bulk.tagRemove')}
                data={own.filter(tag => !add.includes(tag))}
                value={remove}
                onChange={setRemove}
                searchable
                comboboxProps={above}
              />
            )}
          </>
        )}
        <div className={classes.actions}>
          <Button variant="default" onClick={close}>
            {state?.running ? t('content.bulk.stop') : state ? t('action.close') : t('action.cancel')}
          </Button>
          {(!state || state.running) && (
            <Button type="submit" loading={state?.running ?? false} disabled={add.length + remove.length === 0}>
              {t('action.save')}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );
}
