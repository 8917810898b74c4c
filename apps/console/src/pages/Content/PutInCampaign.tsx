import { Button, Modal, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Campaign, CampaignItem, Content } from '@tvs/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { toProblem } from '../../api/problem.ts';
import { CampaignSelect } from '../../components/CampaignSelect.tsx';
import { useProblemWords } from '../../lib/useProblemWords.ts';
import { ifMatch } from '../../lib/version.ts';
import classes from './Bulk.module.css';

const bare = ({ content: _content, ...item }: CampaignItem) => item;

/** At the end of the campaign's draft: nothing plays it before somebody publishes. Tried again when a colleague was quicker. */
async function append(id: number, contents: readonly Content[]): Promise<Campaign> {
  for (let round = 0; ; round++) {
    const path = { id: String(id) };
    const asked = await api.GET('/campaigns/{id}', { params: { path } });
    if (!asked.data) throw asked.error;
    const { draft, items: playing } = asked.data;
    const items = [...(draft?.items ?? playing).map(bare), ...contents.map(content => ({ content_id: content.id }))];
    const { data, error } = await api.PUT('/campaigns/{id}/draft', { params: { path, header: ifMatch(asked.data) }, body: { items } });
    if (data) return data;
    if (toProblem(error).code !== 'stale' || round === 2) throw error;
  }
}

async function create(name: string, contents: readonly Content[]): Promise<Campaign> {
  const { data, error } = await api.POST('/campaigns', { body: { name, items: contents.map(({ id }) => ({ content_id: id })) } });
  if (!data) throw error;
  return data;
}

/** Into a new campaign, or at the end of one there is; then on to where it is arranged. */
export function PutInCampaign({ contents, onClose }: { contents: readonly Content[]; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const words = useProblemWords();
  const ready = contents.filter(({ status }) => status === 'ready');
  const left = contents.length - ready.length;
  const [id, setId] = useState<number | null>(null);
  const [name, setName] = useState(ready[0]?.title ?? '');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const nameless = id === null && name.trim() === '';
  const put = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const campaign = await (id === null ? create(name.trim(), ready) : append(id, ready));
      for (const path of ['/campaigns', '/campaigns/{id}', '/content/uses']) void queries.invalidateQueries({ queryKey: ['get', path] });
      void navigate({ to: '/campaigns/$campaignId', params: { campaignId: String(campaign.id) } });
    } catch (error) {
      setFailure(words(toProblem(error)));
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('content.put.title', { count: ready.length })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form
        className={classes.form}
        onSubmit={event => {
          event.preventDefault();
          if (!nameless) void put();
        }}
      >
        <CampaignSelect
          label={t('content.put.campaign')}
          placeholder={t('content.put.new')}
          clearable
          clearButtonProps={{ 'aria-label': t('content.put.new') }}
          value={id}
          onChange={setId}
        />
        {id === null ? (
          <TextInput
            label={t('content.put.name')}
            maxLength={200}
            value={name}
            onChange={event => setName(event.currentTarget.value)}
            error={nameless && t('signIn.required')}
            data-autofocus
          />
        ) : (
          <p className="mut">{t('content.put.draft')}</p>
        )}
        {left > 0 && <p className="mut">{t('content.put.left', { count: left })}</p>}
        {failure && (
          <p role="alert" style={{ color: 'var(--bad)' }}>
            {failure}
          </p>
        )}
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={ready.length === 0}>
            {t('content.put.confirm')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
