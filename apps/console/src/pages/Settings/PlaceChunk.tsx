import { Table } from '@mantine/core';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useNear } from '../../lib/useNear.ts';

/** Of a row before it was ever seen, px. */
const rowHeight = 45;

/** Some rows of a long table: in the page only while they are seen or nearly so; else their height stands for them. */
export function PlaceChunk({ rows, first, children }: { rows: number; first: boolean; children: () => ReactNode }) {
  const body = useRef<HTMLTableSectionElement>(null);
  const height = useRef<{ rows: number; px: number } | null>(null);
  const near = useNear(body, first);
  useLayoutEffect(() => {
    if (near && body.current) height.current = { rows, px: body.current.offsetHeight };
  });
  const gap = height.current?.rows === rows ? height.current.px : rows * rowHeight;
  return (
    <Table.Tbody ref={body}>
      {near ? (
        children()
      ) : (
        <Table.Tr aria-hidden style={{ height: gap }}>
          <Table.Td colSpan={4} />
        </Table.Tr>
      )}
    </Table.Tbody>
  );
}
