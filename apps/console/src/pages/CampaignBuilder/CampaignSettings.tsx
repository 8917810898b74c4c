import { Button, Group, Modal, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import type { Campaign } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { useFormProblem } from '../../lib/useFormProblem.ts';

interface CampaignSettingsProps {
  campaign: Campaign;
  opened: boolean;
  onClose: () => void;
}

/** Name, description and rank of a campaign. */
export function CampaignSettings({ campaign, opened, onClose }: CampaignSettingsProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={t('campaigns.builder.settings')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <SettingsForm key={campaign.updated_at} campaign={campaign} onClose={onClose} />
    </Modal>
  );
}

function SettingsForm({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const save = $api.useMutation('patch', '/campaigns/{id}');
  const id = String(campaign.id);
  const form = useForm({
    initialValues: { name: campaign.name, description: campaign.description ?? '', priority: campaign.priority as number | string },
    validate: { name: value => (value.trim() === '' ? t('signIn.required') : null) },
  });
  const onProblem = useFormProblem(form);
  const submit = form.onSubmit(({ name, description, priority }) =>
    save.mutate(
      { params: { path: { id } }, body: { name: name.trim(), description: description.trim() || null, priority: Number(priority) || 0 } },
      {
        onSuccess: data => {
          queries.setQueryData(['get', '/campaigns/{id}', { params: { path: { id } } }], data);
          void queries.invalidateQueries({ queryKey: ['get', '/campaigns'] });
          onClose();
        },
        onError: onProblem,
      },
    ),
  );
  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 14 }}>
      <TextInput label={t('campaigns.newName')} maxLength={200} data-autofocus {...form.getInputProps('name')} />
      <Textarea label={t('content.form.description')} autosize minRows={2} maxLength={5000} {...form.getInputProps('description')} />
      <NumberInput label={t('schedule.form.priority')} min={-1000} max={1000} allowDecimal={false} {...form.getInputProps('priority')} />
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {t('action.save')}
        </Button>
      </Group>
    </form>
  );
}
