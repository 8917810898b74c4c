import { pipeline, Readable } from 'node:stream';
import type { Locale } from '@tvs/protocol';
import { stringify } from 'csv-stringify';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { type Column, headers } from './words.ts';

export interface CsvFile {
  /** Without its ending; ASCII. */
  name: string;
  columns: readonly Column[];
  locale: z.infer<typeof Locale>;
  rows: Iterable<object> | AsyncIterable<object>;
}

/**
 * Answers with a file that spreadsheets open: UTF-8 with a byte order mark, the header in the reader's language, `;`
 * between the cells and `,` in the numbers where one writes so. A cell that a spreadsheet would run as a formula gets a `'` before
 * it. Goes out row by row, whatever its length.
 */
export function sendCsv(reply: FastifyReply, { name, columns, locale, rows }: CsvFile): never {
  const header = headers(locale);
  const comma = locale === 'pt-BR';
  const csv = stringify({
    header: true,
    bom: true,
    delimiter: comma ? ';' : ',',
    record_delimiter: 'windows',
    escape_formulas: true,
    columns: columns.map(key => ({ key, header: header[key] })),
    cast: { boolean: value => (value ? '1' : '0'), number: value => (comma ? String(value).replace('.', ',') : String(value)) },
  });
  // Whoever ends first ends the other: a reader that goes away stops the reading of the database.
  pipeline(Readable.from(rows), csv, () => undefined);
  reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .header('cache-control', 'no-store');
  // The operation's own schema is that of its JSON; a stream goes past it.
  return reply.send(csv) as never;
}
