import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CampaignSelect } from '../../components/CampaignSelect.tsx';
import { zoneName } from '../../lib/zoneName.ts';
import { ContentPick, PlayerPick } from './Picks.tsx';
import classes from './Reports.module.css';
import type { Question } from './useReports.ts';

/** Narrows the report to one content, campaign or screen. */
export function ReportFilter({ question: { search, change }, zone }: { question: Question; zone: string | undefined }) {
  const { t } = useTranslation();
  const first = { page: undefined, planPage: undefined };
  const filtered = search.content !== undefined || search.campaign !== undefined || search.player !== undefined;
  return (
    <search className={classes.filters}>
      <ContentPick value={search.content} onChange={content => change({ content, ...first })} />
      <CampaignSelect
        aria-label={t('reports.filter.campaign')}
        placeholder={t('reports.filter.campaign')}
        description=""
        w={220}
        clearable
        clearButtonProps={{ 'aria-label': t('reports.filter.anyCampaign') }}
        value={search.campaign ?? null}
        onChange={campaign => change({ campaign: campaign ?? undefined, ...first })}
      />
      <PlayerPick value={search.player} onChange={player => change({ player, ...first })} />
      {filtered && (
        <Button variant="subtle" onClick={() => change({ content: undefined, campaign: undefined, player: undefined, ...first })}>
          {t('action.clearFilters')}
        </Button>
      )}
      {zone && <span className={classes.zone}>{t('reports.zone', { zone: zoneName(zone) })}</span>}
    </search>
  );
}
