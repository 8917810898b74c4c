import { useLocalStorage } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { usePhone } from '../../lib/usePhone.ts';

type Search = ReturnType<typeof useSearch<import('../../router.tsx').Router, '/shell/content'>>;
type View = NonNullable<Search['view']>;

/** The filters of the content page, which live in the URL; how it is shown is remembered besides. */
export function useContentSearch() {
  const navigate = useNavigate({ from: '/content' });
  const search = useSearch({ from: '/shell/content' });
  const [remembered, remember] = useLocalStorage<View>({ key: 'tvs.content.view', defaultValue: 'cards', getInitialValueInEffect: false });
  // The table is wider than a phone, and the cards say the same.
  const narrow = usePhone();
  const change = useCallback(
    (patch: { [K in keyof Search]?: Search[K] | undefined }) =>
      void navigate({ to: '/content', search: previous => ({ ...previous, ...patch }), replace: true, resetScroll: false }),
    [navigate],
  );
  const clear = useCallback(
    () => change({ q: undefined, type: undefined, status: undefined, tag: undefined, unused: undefined, page: undefined }),
    [change],
  );
  return {
    search,
    change,
    clear,
    filtered: Boolean(search.q || search.type || search.status || search.tag || search.unused),
    narrow,
    view: narrow ? 'cards' : (search.view ?? remembered),
    show: (view: View) => {
      remember(view);
      change({ view });
    },
  };
}
