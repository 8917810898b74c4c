import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

type Search = ReturnType<typeof useSearch<import('../../router.tsx').Router, '/shell/content'>>;

/** The filters of the content page, which live in the URL. */
export function useContentSearch() {
  const navigate = useNavigate({ from: '/content' });
  const search = useSearch({ from: '/shell/content' });
  const change = useCallback(
    (patch: { [K in keyof Search]?: Search[K] | undefined }) =>
      void navigate({ to: '/content', search: previous => ({ ...previous, ...patch }), replace: true, resetScroll: false }),
    [navigate],
  );
  const clear = useCallback(() => change({ q: undefined, type: undefined, status: undefined, tag: undefined, page: undefined }), [change]);
  return { search, change, clear, filtered: Boolean(search.q || search.type || search.status || search.tag) };
}
