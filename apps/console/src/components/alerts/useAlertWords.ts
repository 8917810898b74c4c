import { useTranslation } from 'react-i18next';
import { moment, number, percent } from '../../lib/format.ts';
import { useLocations } from '../../lib/useLocations.ts';
import { useMediaReason } from '../../lib/useMediaReason.ts';
import type { AlertGroup } from './alertGroups.ts';

/** A matter in words: what it is, and what was measured or follows from it. */
export function useAlertWords({ alerts, never }: AlertGroup): { title: string; text: string } {
  const { t } = useTranslation();
  const reasonWords = useMediaReason();
  const { byId } = useLocations();
  const [{ kind, title: name, params, location_id }] = alerts;
  const { since, free_percent, seconds, detail, campaign } = params;
  const count = alerts.length;
  if (kind === 'content_failing')
    return {
      title: t('alerts.what.content_failing', { name }),
      text: detail ? reasonWords(String(detail)) : t('alerts.why.content_failing'),
    };
  if (kind === 'location_empty')
    return campaign
      ? { title: t('alerts.what.base_empty', { name }), text: t('alerts.why.base_empty', { campaign: String(campaign) }) }
      : { title: t('alerts.what.location_empty', { name }), text: t('alerts.why.location_empty') };
  if (count > 1) {
    const place = byId.get(location_id ?? 0)?.name ?? '';
    if (never) return { title: t('alerts.many.never', { count, place }), text: t('alerts.why.never_many') };
    return { title: t(`alerts.many.${kind}`, { count, place }), text: t(`alerts.why.${kind}_many`) };
  }
  if (never) return { title: t('alerts.what.never', { name }), text: t('alerts.why.never', { since: since ? moment(String(since)) : '' }) };
  const title = t(`alerts.what.${kind}`, { name });
  switch (kind) {
    case 'player_offline':
      return { title, text: t('alerts.why.player_offline', { since: since ? moment(String(since)) : '' }) };
    case 'player_behind':
      return { title, text: since ? t('alerts.why.player_behind', { since: moment(String(since)) }) : '' };
    case 'player_storage':
      return { title, text: t('alerts.why.player_storage', { free: percent(Number(free_percent ?? 0) / 100) }) };
    case 'player_clock': {
      const off = Number(seconds ?? 0);
      return {
        title,
        text: t(off > 0 ? 'alerts.why.player_clock_ahead' : 'alerts.why.player_clock_late', { seconds: number(Math.abs(off)) }),
      };
    }
  }
}
