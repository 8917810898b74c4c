import { z } from 'zod';
import { Id, Instant, listQuery, PathId, page, text } from './primitives.ts';

/** `manual`: written by hand; `feed`: read from RSS, Atom or JSON Feed. */
export const EditorialKind = z.enum(['manual', 'feed']);
export type EditorialKind = z.infer<typeof EditorialKind>;

/** An address a feed or an item may name. What may be fetched is decided when it is fetched. */
const HttpUrl = z
  .string()
  .trim()
  .max(2000)
  .refine(isHttpUrl, 'must be an address that begins with http:// or https://, without a user name');

function isHttpUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '';
}

/** How its slides look. */
export const EditorialTheme = z.enum(['notice', 'news', 'menu']);
export type EditorialTheme = z.infer<typeof EditorialTheme>;

const config = {
  /** How often the feed is read. */
  refresh_minutes: z.int().min(5).max(1440),
  /** The newest of a feed, the first of a list by hand. */
  max_items: z.int().min(1).max(50),
  seconds_per_item: z.number().min(1).max(600),
  /** The item's link as a code to scan. */
  show_qr: z.boolean(),
  /** `null`: news for a feed, notices for one written by hand. */
  theme: EditorialTheme.nullable(),
};
export const EditorialConfig = z.object(config).meta({ id: 'EditorialConfig' });
export type EditorialConfig = z.infer<typeof EditorialConfig>;

/** How reading the feed goes. */
export const FeedState = z.object({
  /** When it was last read with success, changed or not. */
  fetched_at: Instant.nullable(),
  next_fetch_at: Instant.nullable(),
  /** Why the last try failed; the items of before stay. `null`: it went well. */
  error: z.string().nullable(),
  /** Tries that failed since. */
  failures: z.int(),
});
export type FeedState = z.infer<typeof FeedState>;

export const Editorial = z
  .object({
    id: Id,
    name: z.string(),
    kind: EditorialKind,
    feed_url: z.string().nullable(),
    config: EditorialConfig,
    /** The content that stands for it in campaigns. */
    content_id: Id,
    items_count: z.int(),
    feed: FeedState.nullable(),
    created_by: Id.nullable(),
    created_at: Instant,
    /** Of what people change; reading the feed leaves it alone. */
    updated_at: Instant,
  })
  .meta({ id: 'Editorial' });
export type Editorial = z.infer<typeof Editorial>;

const EditorialName = text(200);
const SomeConfig = z.strictObject(config).partial();
export const EditorialCreate = z
  .strictObject({
    name: EditorialName,
    kind: EditorialKind,
    feed_url: HttpUrl.nullable().default(null),
    config: SomeConfig.default({}),
  })
  .refine(body => (body.kind === 'feed') === (body.feed_url !== null), {
    path: ['feed_url'],
    message: 'is needed for a feed and makes no sense for one written by hand',
  });
export const EditorialPatch = z.strictObject({ name: EditorialName, feed_url: HttpUrl, config: SomeConfig }).partial();
export const EditorialQuery = listQuery(['created_at', 'updated_at', 'name'], '-updated_at').extend({ kind: EditorialKind.optional() });
export const EditorialPage = page(Editorial);

/** Plain text: what came as HTML has lost its tags. */
const shown = { title: z.string(), body: z.string().nullable(), link: z.string().nullable(), published_at: Instant.nullable() };

export const EditorialItem = z
  .object({
    id: Id,
    ...shown,
    /** From then on it is on no screen; it stays in the list. */
    expires_at: Instant.nullable(),
    /** From 0. */
    position: z.int(),
    source: EditorialKind,
    created_at: Instant,
    updated_at: Instant,
  })
  .meta({ id: 'EditorialItem' });
export type EditorialItem = z.infer<typeof EditorialItem>;
export const EditorialItemPage = page(EditorialItem);
export const EditorialItemQuery = listQuery(['position', 'published_at', 'created_at'], 'position').omit({ q: true });

const item = {
  title: text(300),
  body: text(2000, 0).nullable(),
  link: HttpUrl.nullable(),
  published_at: Instant.nullable(),
  expires_at: Instant.nullable(),
};
export const EditorialItemCreate = z.strictObject({
  title: item.title,
  body: item.body.default(null),
  link: item.link.default(null),
  published_at: item.published_at.default(null),
  expires_at: item.expires_at.default(null),
});
export const EditorialItemPatch = z.strictObject(item).partial();
export const EditorialItemParams = z.strictObject({ id: PathId, item_id: PathId });

/** Items that one editorial by hand may have. */
export const mostEditorialItems = 200;
export const EditorialOrder = z.strictObject({ ids: z.array(Id).max(mostEditorialItems) });

/** What came of reading the feed at once. */
export const EditorialRefresh = z.object({
  outcome: z.enum(['changed', 'unchanged', 'failed']),
  error: z.string().nullable(),
  editorial: Editorial,
});
export type EditorialRefresh = z.infer<typeof EditorialRefresh>;
export const EditorialPreviewBody = z.strictObject({ feed_url: HttpUrl });
export const EditorialPreview = z.object({ title: z.string().nullable(), items: z.array(z.object(shown)) });
export type EditorialPreview = z.infer<typeof EditorialPreview>;

/** The file that players fetch for a content of type `editorial`: everything that is to be drawn. */
export const EditorialSnapshot = z
  .object({
    name: z.string(),
    theme: EditorialTheme,
    /** Where a feed comes from; `null` for what was written by hand. */
    source: z.string().nullable(),
    /** A menu has many items on each slide. */
    config: EditorialConfig.pick({ seconds_per_item: true, show_qr: true }).extend({ items_per_slide: z.int() }),
    items: z.array(z.object(shown)),
  })
  .meta({ id: 'EditorialSnapshot' });
export type EditorialSnapshot = z.infer<typeof EditorialSnapshot>;
