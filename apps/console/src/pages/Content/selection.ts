interface Row {
  id: number;
}

/**
 * What is chosen once a row was ticked: that row turns, or, from the row ticked before, all rows up to this one become what this
 * one becomes. Rows of other pages stay as they are.
 */
export function picked<T extends Row>(
  chosen: ReadonlyMap<number, T>,
  rows: readonly T[],
  id: number,
  from: number | null,
): ReadonlyMap<number, T> {
  const at = rows.findIndex(row => row.id === id);
  const start = from === null ? -1 : rows.findIndex(row => row.id === from);
  const range = start < 0 ? rows.slice(at, at + 1) : rows.slice(Math.min(at, start), Math.max(at, start) + 1);
  const next = new Map(chosen);
  const wanted = !chosen.has(id);
  for (const row of range) {
    if (wanted) next.set(row.id, row);
    else next.delete(row.id);
  }
  return next;
}

/** The tags of these, each once, by their letters. */
export function tagsOf(contents: readonly { tags: readonly string[] }[]): string[] {
  return [...new Set(contents.flatMap(({ tags }) => tags))].sort((one, other) => one.localeCompare(other));
}

/** Tags with some more and some less, in their order; `null` when nothing changes. */
export function retagged(tags: readonly string[], add: readonly string[], remove: readonly string[]): string[] | null {
  const next = [...new Set([...tags.filter(tag => !remove.includes(tag)), ...add])];
  return next.length === tags.length && next.every((tag, place) => tag === tags[place]) ? null : next;
}
