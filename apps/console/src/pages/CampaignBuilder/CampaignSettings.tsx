import { Button, Group, Modal, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import type { Campaign } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { $api, api } from '../../api/client.ts';
import { type Fact, MeanwhileNotice } from '../../components/MeanwhileNotice.tsx';
import { useAskBeforeClose } from '../../components/useAskBeforeClose.tsx';
import { useEdit } from '../../lib/useEdit.ts';
import { useFormProblem } from '../../lib/useFormProblem.ts';

interface CampaignSettingsProps {
  campaign: Campaign;
  opened: boolean;
  onSaved: (campaign: Campaign) => void;
  onClose: () => void;
}

/** Name, description and rank of a campaign. */
export function CampaignSettings({ campaign, opened, onSaved, onClose }: CampaignSettingsProps) {
  const { t } = useTranslation();
  const ask = useAskBeforeClose(onClose);
  return (
    <Modal
      opened={opened}
      onClose={ask.close}
      title={t('campaigns.builder.settings')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <SettingsForm campaign={campaign} onSaved={onSaved} tell={ask.tell} onClose={onClose} />
      {ask.question}
    </Modal>
  );
}

interface CampaignValues {
  name: string;
  description: string;
  priority: number | string;
}

const valuesOf = ({ name, description, priority }: Campaign): CampaignValues => ({ name, description: description ?? '', priority });
const bodyOf = ({ name, description, priority }: CampaignValues) => ({
  name: name.trim(),
  description: description.trim() || null,
  priority: Number(priority) || 0,
});

function SettingsForm({ campaign, onSaved, tell, onClose }: Omit<CampaignSettingsProps, 'opened'> & { tell: (unsaved: boolean) => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const send = $api.useMutation('patch', '/campaigns/{id}');
  const path = { id: String(campaign.id) };
  const form = useForm<CampaignValues>({
    initialValues: valuesOf(campaign),
    validate: {
      name: value => (value.trim() === '' ? t('signIn.required') : null),
      priority: value => (value === '' ? t('schedule.form.priorityRequired') : null),
    },
  });
  tell(form.isDirty());
  const onProblem = useFormProblem(form);
  const { edit, save } = useEdit({
    form,
    resource: campaign,
    kind: 'campaign',
    valuesOf,
    bodyOf,
    // Not through the cache: the builder behind this form is not to change under its owner's hands.
    load: async () => {
      const { data, error } = await api.GET('/campaigns/{id}', { params: { path } });
      if (!data) throw error;
      return data;
    },
  });
  const submit = form.onSubmit(() =>
    save((body, header) => send.mutateAsync({ params: { path, header }, body })).then(saved => {
      if (!saved) return;
      onSaved(saved);
      void queries.invalidateQueries({ queryKey: ['get', '/campaigns'] });
      onClose();
    }, onProblem),
  );
  const facts = ({ name, description, priority }: CampaignValues): Fact[] => [
    { label: t('campaigns.newName'), text: name },
    { label: t('content.form.description'), text: description },
    { label: t('schedule.form.priority'), text: String(priority) },
  ];
  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 14 }}>
      <MeanwhileNotice edit={edit} facts={facts} onSave={() => submit()} />
      <TextInput label={t('campaigns.newName')} maxLength={200} data-autofocus {...form.getInputProps('name')} />
      <Textarea label={t('content.form.description')} autosize minRows={2} maxLength={5000} {...form.getInputProps('description')} />
      <NumberInput label={t('schedule.form.priority')} min={-1000} max={1000} allowDecimal={false} {...form.getInputProps('priority')} />
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" loading={send.isPending} disabled={edit.halted}>
          {t('action.save')}
        </Button>
      </Group>
    </form>
  );
}
