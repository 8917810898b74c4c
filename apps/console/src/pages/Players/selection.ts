/** Which of a list are chosen: some, or all of a filter but some. */
export interface Selection {
  all: boolean;
  /** The chosen ones; with `all`, those that are not. */
  ids: ReadonlySet<number>;
}

export const nothing: Selection = { all: false, ids: new Set() };

/** From the address: `3,5,9`, `all`, or `all-5-9`. What makes no sense chooses nothing. */
export function readSelection(text: string | undefined): Selection {
  const all = text?.startsWith('all') ?? false;
  const words = (text ?? '').replace(/^all-?/, '').split(/[,-]/);
  const ids = words.map(Number).filter(id => Number.isSafeInteger(id) && id > 0);
  return { all, ids: new Set(ids) };
}

/** For the address; nothing where nothing is chosen. */
export function writeSelection({ all, ids }: Selection): string | undefined {
  if (all) return ['all', ...ids].join('-');
  return ids.size > 0 ? [...ids].join(',') : undefined;
}

export function isChosen({ all, ids }: Selection, id: number): boolean {
  return all !== ids.has(id);
}

/** Chooses these, or gives them up. */
export function choose(selection: Selection, some: readonly number[], chosen: boolean): Selection {
  const ids = new Set(selection.ids);
  for (const id of some) {
    if (chosen === selection.all) ids.delete(id);
    else ids.add(id);
  }
  return { all: selection.all, ids };
}

/** How many of a filter that holds `total`. */
export function countChosen({ all, ids }: Selection, total: number): number {
  return all ? Math.max(0, total - ids.size) : ids.size;
}

/** From one to the other as they stand in the list, both with it; only the other where the one is not there. */
export function between(list: readonly number[], from: number | null, to: number): number[] {
  const start = from === null ? -1 : list.indexOf(from);
  const end = list.indexOf(to);
  if (start < 0 || end < 0) return [to];
  return list.slice(Math.min(start, end), Math.max(start, end) + 1);
}
