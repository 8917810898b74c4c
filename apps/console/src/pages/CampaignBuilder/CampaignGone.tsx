import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Campaign } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { GoneNotice } from '../../components/GoneNotice.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { bodyOf } from '../../lib/campaignItems.ts';
import { useFailureNotice } from '../../lib/useFailureNotice.ts';
import { useWhoDid } from '../../lib/useWhoDid.ts';
import type { BuilderItem } from './builderState.ts';

/** The campaign was deleted meanwhile: its sequence is still here, and may become a new one. */
export function CampaignGone({ campaign, items }: { campaign: Campaign; items: readonly BuilderItem[] }) {
  const { t } = useTranslation();
  const { canWrite } = useAuth();
  const navigate = useNavigate();
  const failed = useFailureNotice();
  const who = useWhoDid('campaign', campaign.id);
  const create = $api.useMutation('post', '/campaigns', {
    onSuccess: ({ id }) => void navigate({ to: '/campaigns/$campaignId', params: { campaignId: String(id) }, replace: true }),
    onError: failed,
  });
  const { name, description, location_id, priority, is_active, start_date, end_date } = campaign;
  const settings = { name, description, location_id, priority, is_active, start_date, end_date };
  return (
    <GoneNotice who={who} level={2} copy={[name, ...items.map(({ content }) => content.title)].join('\n')}>
      {canWrite && (
        <Button
          size="xs"
          variant="light"
          loading={create.isPending}
          onClick={() => create.mutate({ body: { ...settings, items: bodyOf(items) } })}
        >
          {t('editing.gone.campaign')}
        </Button>
      )}
      <Button size="xs" variant="default" renderRoot={props => <Link to="/campaigns" {...props} />}>
        {t('editing.gone.campaigns')}
      </Button>
    </GoneNotice>
  );
}
