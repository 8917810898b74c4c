/** A resource that says when it was last changed. */
export interface Versioned {
  updated_at: string;
}

/** "Only if it still is as I have seen it": the header that keeps a colleague's edit from being overwritten. */
export function ifMatch({ updated_at }: Versioned): { 'If-Match': string } {
  return { 'If-Match': `"${Date.parse(updated_at).toString(36)}"` };
}

/** What of a body is different from what was there: only that is sent. */
export function changedFields<B extends object>(before: B, after: B): Partial<B> {
  const keys = Object.keys(after) as (keyof B)[];
  return Object.fromEntries(keys.filter(key => !same(before[key], after[key])).map(key => [key, after[key]])) as Partial<B>;
}

/** My values, with theirs wherever I changed nothing. */
export function merged<V extends object>(before: V, mine: V, theirs: V): V {
  return { ...theirs, ...changedFields(before, mine) };
}

/** Whether two values say the same; both come from forms and answers, so their text tells. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
