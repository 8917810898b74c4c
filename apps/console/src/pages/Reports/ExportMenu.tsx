import { Button, Menu, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { IconDownload } from '../../components/icons.ts';
import { currentLocale } from '../../i18n/index.ts';
import { bytes, number } from '../../lib/format.ts';
import classes from './ExportMenu.module.css';
import { daysIn, longestComparison } from './period.ts';
import { useExport } from './useExport.ts';
import type { Group, Question } from './useReports.ts';

interface ExportMenuProps {
  question: Question;
  by: Group;
  sort: string;
  /** Lines of the table as it is asked for. */
  rows: number;
  plays: number;
}

const file = { format: 'csv', parseAs: 'stream' } as const;

/** The reports as files for a spreadsheet. */
export function ExportMenu({ question, by, sort, rows, plays }: ExportMenuProps) {
  const { t } = useTranslation();
  const { running, start, stop } = useExport();
  const { filter, narrowed, period, search } = question;
  const asFile = { format: file.format, locale: currentLocale() };
  const { parseAs } = file;
  const compared = search.plan ?? 'player';
  if (running) {
    const share = running.of === 0 ? 0 : Math.min(100, (running.lines / running.of) * 100);
    return (
      <div className={classes.running}>
        <div className={classes.words} role="status">
          {t('reports.export.running', { lines: number(running.lines), of: number(running.of), size: bytes(running.bytes) })}
        </div>
        <Progress value={share} size={4} aria-label={t('reports.export.label')} />
        <Button variant="subtle" size="compact-sm" onClick={stop}>
          {t('action.cancel')}
        </Button>
      </div>
    );
  }
  return (
    <Menu position="bottom-end" width={320}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={18} />} disabled={plays === 0}>
          {t('reports.export.button')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          onClick={() =>
            void start(rows, signal =>
              api.GET('/reports/plays', { params: { query: { ...narrowed, ...asFile, group_by: by, sort } }, parseAs, signal }),
            )
          }
        >
          <b>{t('reports.export.table')}</b>
          <div className="mut cap">{t(`reports.rows.${by}`, { count: rows, total: number(rows) })}</div>
        </Menu.Item>
        <Menu.Item
          onClick={() =>
            void start(plays, signal => api.GET('/reports/plays/raw', { params: { query: { ...narrowed, ...asFile } }, parseAs, signal }))
          }
        >
          <b>{t('reports.export.raw')}</b>
          <div className="mut cap">{t('reports.export.lines', { count: plays, lines: number(plays) })}</div>
        </Menu.Item>
        {daysIn(period) <= longestComparison && (
          <Menu.Item
            onClick={() =>
              void start(0, signal =>
                api.GET('/reports/compliance', { params: { query: { ...filter, ...asFile, group_by: compared } }, parseAs, signal }),
              )
            }
          >
            <b>{t('reports.export.plan')}</b>
            <div className="mut cap">{t(`reports.export.planBy.${compared}`)}</div>
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
