/** Rows in the order asked for; `sort` is a field of the schema's allow-list, `-` before it for descending. Ties go by key. */
export function ordered<Row extends object & { key: string }>(rows: readonly Row[], sort: string): Row[] {
  const descending = sort.startsWith('-');
  const field = (descending ? sort.slice(1) : sort) as keyof Row;
  const direction = descending ? -1 : 1;
  return [...rows].sort((a, b) => direction * compare(a[field], b[field]) || compareKeys(a.key, b.key));
}

function compare(a: unknown, b: unknown): number {
  // What is not known stands before everything.
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return typeof a === 'string' && typeof b === 'string' ? compareKeys(a, b) : 0;
}

const collator = new Intl.Collator('en', { numeric: true });
const compareKeys = (a: string, b: string) => collator.compare(a, b);

export function cut<Row>(rows: readonly Row[], { page, per_page }: { page: number; per_page: number }): Row[] {
  return rows.slice((page - 1) * per_page, page * per_page);
}
