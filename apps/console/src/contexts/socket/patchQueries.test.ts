import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { patchQueries } from './patchQueries.ts';

it('leaves an answer that is out of date out of date, whether the news concern it or not', () => {
  const queries = new QueryClient();
  const key = ['get', '/dashboard/players', {}];
  const state = () => queries.getQueryState<{ items: number[] }>(key);
  queries.setQueryData(key, { items: [1] });
  void queries.invalidateQueries({ queryKey: key });
  patchQueries(queries, '/dashboard/players', () => null);
  expect(state()).toMatchObject({ data: { items: [1] }, isInvalidated: true });
  patchQueries<{ items: number[] }>(queries, '/dashboard/players', old => ({ items: [...old.items, 2] }));
  expect(state()).toMatchObject({ data: { items: [1, 2] }, isInvalidated: true });
});
