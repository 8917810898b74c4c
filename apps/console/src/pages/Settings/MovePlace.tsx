import { useQueryClient } from '@tanstack/react-query';
import type { Location } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { toProblem } from '../../api/problem.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { subtree } from '../../lib/locations.ts';
import { notifyDone } from '../../lib/notify.tsx';
import { useLocations } from '../../lib/useLocations.ts';
import { useCampaigns } from '../../lib/useNames.ts';
import { useProblemWords } from '../../lib/useProblemWords.ts';
import { useSettings } from '../../lib/useSettings.ts';
import { ifMatch } from '../../lib/version.ts';
import { zoneName } from '../../lib/zoneName.ts';
import classes from './Settings.module.css';

interface MovePlaceProps {
  location: Location;
  /** `null`: the highest level. */
  parent: number | null;
  onClose: () => void;
  onMoved: (id: number) => void;
}

/** Asks before a place goes elsewhere: what goes along, and what counts there that did not before. */
export function MovePlace({ location, parent, onClose, onMoved }: MovePlaceProps) {
  const { t } = useTranslation();
  const words = useProblemWords();
  const queries = useQueryClient();
  const { items, byId, players } = useLocations();
  const settings = useSettings();
  const patch = $api.useMutation('patch', '/locations/{id}');
  const { id, name } = location;
  const above = parent === null ? undefined : byId.get(parent);
  const place = above?.name ?? t('settings.locations.form.noParent');
  const zone = location.timezone ?? above?.effective_timezone ?? settings?.timezone;
  const campaign = location.default_campaign_id ?? (above ? above.effective_default_campaign_id : settings?.default_campaign_id);
  const before = location.effective_default_campaign_id;
  const campaigns = useCampaigns([campaign ?? null, before]);
  const campaignName = (one: number | null) => (one === null ? t('settings.locations.noCampaign') : (campaigns.get(one)?.name ?? '…'));
  const below = subtree(items, id).size - 1;
  const screens = players.get(id) ?? 0;
  const close = () => {
    patch.reset();
    onClose();
  };
  const move = () =>
    patch.mutate(
      { params: { path: { id: String(id) }, header: ifMatch(location) }, body: { parent_id: parent } },
      {
        onSuccess: () => {
          notifyDone(t('settings.locations.move.moved', { name, place }));
          for (const path of ['/locations', '/schedules/timeline']) void queries.invalidateQueries({ queryKey: ['get', path] });
          onMoved(id);
          close();
        },
        onError: () => void queries.invalidateQueries({ queryKey: ['get', '/locations'] }),
      },
    );
  return (
    <ConfirmDialog
      opened
      title={t('settings.locations.move.title', { name, place })}
      confirm={t('settings.locations.move.confirm')}
      busy={patch.isPending}
      error={patch.isError && words(toProblem(patch.error))}
      onClose={close}
      onConfirm={move}
    >
      <ul className={classes.consequences}>
        <li>
          {t('settings.locations.move.screens', { count: screens })}
          {below > 0 && ` ${t('settings.locations.move.below', { count: below })}`}
        </li>
        {zone !== undefined && zone !== location.effective_timezone && (
          <li>{t('settings.locations.move.zone', { before: zoneName(location.effective_timezone), after: zoneName(zone) })}</li>
        )}
        {campaign !== undefined && campaign !== before && (
          <li>{t('settings.locations.move.campaign', { before: campaignName(before), after: campaignName(campaign) })}</li>
        )}
        <li>{t('settings.locations.move.schedules')}</li>
      </ul>
    </ConfirmDialog>
  );
}
