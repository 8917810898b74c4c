import { type LinkProps, linkOptions } from '@tanstack/react-router';
import type { AlertGroup } from './alertGroups.ts';

interface Target {
  link: Pick<LinkProps, 'to' | 'search' | 'params'>;
  /** What the way there is called: a key below `alerts`. */
  word: 'seeContent' | 'seeCampaign' | 'schedule' | 'seePlayers' | 'seePlayer';
}

/** Where one does something about a matter, or sees more of it. */
export function alertTarget({ alerts }: AlertGroup, canWrite: boolean): Target {
  const [{ kind, player_id, location_id, content_id, params }] = alerts;
  const at = location_id === null ? {} : { loc: location_id };
  if (content_id !== null) return { link: linkOptions({ to: '/content', search: { item: content_id } }), word: 'seeContent' };
  if (kind === 'location_empty' && params.campaign_id)
    return { link: linkOptions({ to: '/campaigns/$campaignId', params: { campaignId: String(params.campaign_id) } }), word: 'seeCampaign' };
  if (kind === 'location_empty' && canWrite)
    return { link: linkOptions({ to: '/schedule', search: { new: '1', ...at } }), word: 'schedule' };
  if (player_id === null || alerts.length > 1) {
    const offline = kind === 'player_offline' ? ({ status: 'offline' } as const) : {};
    return { link: linkOptions({ to: '/players', search: { ...offline, ...at } }), word: 'seePlayers' };
  }
  return { link: linkOptions({ to: '/players/$playerId', params: { playerId: String(player_id) } }), word: 'seePlayer' };
}
