import type { Editorial, EditorialKind, EditorialTheme } from '@tvs/protocol';

/** An editorial as its form holds it. */
export interface EditorialValues {
  name: string;
  kind: EditorialKind;
  feed_url: string;
  refresh_minutes: number | string;
  max_items: number | string;
  seconds_per_item: number | string;
  show_qr: boolean;
  /** `auto`: as its kind usually looks. */
  theme: EditorialTheme | 'auto';
}

export const newEditorial: EditorialValues = {
  name: '',
  kind: 'manual',
  feed_url: '',
  refresh_minutes: 30,
  max_items: 10,
  seconds_per_item: 8,
  show_qr: false,
  theme: 'auto',
};

export function editorialValues({ name, kind, feed_url, config }: Editorial): EditorialValues {
  return { name, kind, feed_url: feed_url ?? '', ...config, theme: config.theme ?? 'auto' };
}

/** What changes of it; its kind stays. */
export function editorialBody(values: EditorialValues) {
  const { name, kind, feed_url, show_qr, theme } = values;
  return {
    name: name.trim(),
    ...(kind === 'feed' && { feed_url: feed_url.trim() }),
    config: {
      refresh_minutes: Number(values.refresh_minutes),
      max_items: Number(values.max_items),
      seconds_per_item: Number(values.seconds_per_item),
      show_qr,
      theme: theme === 'auto' ? null : theme,
    },
  };
}
