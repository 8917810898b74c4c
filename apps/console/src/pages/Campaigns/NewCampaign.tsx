import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { useFormProblem } from '../../lib/useFormProblem.ts';

/** A name, then straight into the builder. */
export function NewCampaign({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = $api.useMutation('post', '/campaigns');
  const form = useForm({
    initialValues: { name: '' },
    validate: { name: value => (value.trim() === '' ? t('signIn.required') : null) },
  });
  const onProblem = useFormProblem(form);
  const submit = form.onSubmit(({ name }) =>
    create.mutate(
      { body: { name: name.trim() } },
      {
        onSuccess: campaign => {
          void queries.invalidateQueries({ queryKey: ['get', '/campaigns'] });
          void navigate({ to: '/campaigns/$campaignId', params: { campaignId: String(campaign.id) } });
        },
        onError: onProblem,
      },
    ),
  );
  return (
    <Modal opened={opened} onClose={onClose} title={t('campaigns.new')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form onSubmit={submit}>
        <TextInput
          label={t('campaigns.newName')}
          description={t('campaigns.newHint')}
          maxLength={200}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Group justify="flex-end" gap={8} mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('campaigns.create')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
