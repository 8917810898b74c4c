import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import type { AlertGroup } from './alertGroups.ts';

/** The way to what an alert is about. */
export function AlertLink({ group: { alerts } }: { group: AlertGroup }) {
  const { t } = useTranslation();
  const { canWrite } = useAuth();
  const [{ kind, player_id, location_id, content_id }] = alerts;
  const at = location_id === null ? {} : { loc: location_id };
  const look = { variant: 'light', size: 'xs' } as const;
  if (content_id !== null)
    return (
      <Button {...look} renderRoot={props => <Link to="/content" search={{ item: content_id }} {...props} />}>
        {t('alerts.seeContent')}
      </Button>
    );
  if (kind === 'location_empty' && canWrite)
    return (
      <Button {...look} renderRoot={props => <Link to="/schedule" search={{ new: '1', ...at }} {...props} />}>
        {t('alerts.schedule')}
      </Button>
    );
  if (player_id === null || alerts.length > 1)
    return (
      <Button
        {...look}
        renderRoot={props => <Link to="/players" search={{ ...(kind === 'player_offline' && { status: 'offline' }), ...at }} {...props} />}
      >
        {t('alerts.seePlayers')}
      </Button>
    );
  return (
    <Button {...look} renderRoot={props => <Link to="/players/$playerId" params={{ playerId: String(player_id) }} {...props} />}>
      {t('alerts.seePlayer')}
    </Button>
  );
}
