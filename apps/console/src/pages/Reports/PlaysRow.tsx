import { Table, UnstyledButton } from '@mantine/core';
import type { Content, PlayReportRow } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { Thumb } from '../../components/Thumb.tsx';
import { hours, localDate, number, percent } from '../../lib/format.ts';
import classes from './Reports.module.css';
import type { Group, Patch } from './useReports.ts';

interface PlaysRowProps {
  row: PlayReportRow;
  by: Group;
  content: Content | undefined;
  change: (patch: Patch) => void;
}

/** One content, campaign, screen, place or day; its name narrows the report to it. */
export function PlaysRow({ row, by, content, change }: PlaysRowProps) {
  const { t } = useTranslation();
  const { key, id, name, plays, completed, seconds, screens, clock_suspect } = row;
  const shown = by === 'day' ? localDate(key, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }) : name;
  const label = shown ?? (id === null ? t('reports.noCampaign') : t('reports.deleted', { id }));
  const first = { page: undefined, planPage: undefined, sort: undefined };
  const narrow = (): Patch | null => {
    if (by === 'day') return { from: key, to: key, by: undefined, ...first };
    if (id === null || name === null) return null;
    if (by === 'location') return { loc: id, by: 'player', ...first };
    return { [by]: id, by: by === 'content' ? 'player' : undefined, ...first };
  };
  const patch = narrow();
  const words = (
    <>
      {by === 'content' && <Thumb src={content?.thumbnail_url} type={content?.type} width={48} />}
      <b className="el">{label}</b>
      {content && <span className="mut cap">{t(`type.${content.type}`)}</span>}
    </>
  );
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {patch ? (
          <UnstyledButton className={classes.name} title={t('reports.narrow')} onClick={() => change(patch)}>
            {words}
          </UnstyledButton>
        ) : (
          <span className={classes.name}>{words}</span>
        )}
      </Table.Th>
      <Table.Td ta="right">
        <b>{number(plays)}</b>
        {clock_suspect > 0 && <span className={classes.doubt}> ({number(clock_suspect)})</span>}
      </Table.Td>
      <Table.Td ta="right">{plays === 0 ? '–' : percent(completed / plays)}</Table.Td>
      <Table.Td ta="right">{hours(seconds)}</Table.Td>
      <Table.Td ta="right">{number(screens)}</Table.Td>
    </Table.Tr>
  );
}
