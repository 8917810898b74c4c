import { ActionIcon, Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Campaign } from '@tvs/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { IconCalendarEvent, IconCopy, IconDots, IconPlayerPauseFilled, IconPlayerPlayFilled, IconTrash } from '../../components/icons.ts';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { bodyOf } from '../../lib/campaignItems.ts';
import { useFailureNotice } from '../../lib/useFailureNotice.ts';
import { DeleteCampaign } from './DeleteCampaign.tsx';

/** What can be done with a campaign from the list. */
export function CampaignMenu({ campaign, screens }: { campaign: Campaign; screens: number }) {
  const { t } = useTranslation();
  const { canWrite } = useAuth();
  const queries = useQueryClient();
  const failed = useFailureNotice();
  const [deleting, setDeleting] = useState(false);
  const patch = $api.useMutation('patch', '/campaigns/{id}');
  const create = $api.useMutation('post', '/campaigns');
  if (!canWrite) return null;
  const refresh = { onSuccess: () => void queries.invalidateQueries({ queryKey: ['get', '/campaigns'] }), onError: failed };
  const { id, name, is_active, priority, description, location_id } = campaign;
  const items = bodyOf(campaign.items);

  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('campaigns.actionsOf', { name })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconCalendarEvent size={16} />}
            renderRoot={props => <Link to="/schedule" search={{ new: '1', campaign: id }} {...props} />}
          >
            {t('campaigns.scheduleIt')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconCopy size={16} />}
            onClick={() =>
              create.mutate(
                { body: { name: t('campaigns.copyOf', { name }).slice(0, 200), description, location_id, priority, items } },
                refresh,
              )
            }
          >
            {t('campaigns.duplicate')}
          </Menu.Item>
          <Menu.Item
            leftSection={is_active ? <IconPlayerPauseFilled size={16} /> : <IconPlayerPlayFilled size={16} />}
            onClick={() => patch.mutate({ params: { path: { id: String(id) } }, body: { is_active: !is_active } }, refresh)}
          >
            {is_active ? t('campaigns.stop') : t('campaigns.resume')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" c="var(--bad)" leftSection={<IconTrash size={16} />} onClick={() => setDeleting(true)}>
            {t('action.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <DeleteCampaign campaign={campaign} screens={screens} opened={deleting} onClose={() => setDeleting(false)} />
    </>
  );
}
