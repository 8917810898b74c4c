import type { QueryClient } from '@tanstack/react-query';

/**
 * Writes news into every cached answer of a path. `change` answers `null` where there is none. An answer that was known to be
 * out of date stays so: it is asked for anew when it is next shown, and news of one row do not make the whole list new.
 */
export function patchQueries<T>(queries: QueryClient, path: string, change: (old: T) => T | null): void {
  for (const query of queries.getQueryCache().findAll({ queryKey: ['get', path] })) {
    const { data, isInvalidated, dataUpdatedAt } = query.state;
    const next = data === undefined ? null : change(data as T);
    if (next === null) continue;
    queries.setQueryData(query.queryKey, next, { updatedAt: dataUpdatedAt });
    if (isInvalidated) query.invalidate();
  }
}
