import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Day.module.css';
import type { Piece } from './useDayPieces.ts';

/** The same two lanes as a table, in the order of time. */
export function DayTable({ pieces }: { pieces: readonly Piece[] }) {
  const { t } = useTranslation();
  const inOrder = pieces.toSorted((a, b) => a.start - b.start || a.lane.localeCompare(b.lane));
  return (
    <Table.ScrollContainer minWidth={560} mah={420} className={classes.tableBox ?? ''}>
      <Table verticalSpacing={6} fz={13} aria-label={t('screen.day.title')}>
        <Table.Thead>
          <Table.Tr>
            {(['when', 'lane', 'what', 'why'] as const).map(column => (
              <Table.Th key={column}>{t(`screen.day.column.${column}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {inOrder.map(({ key, lane, kind, when, what, why }) => (
            <Table.Tr key={key} data-kind={kind}>
              <Table.Td className="num">{when}</Table.Td>
              <Table.Td>{t(`screen.day.${lane}`)}</Table.Td>
              <Table.Td>{what}</Table.Td>
              <Table.Td>{why}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
