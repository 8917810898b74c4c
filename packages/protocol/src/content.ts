import { z } from 'zod';
import { Id, Instant, listQuery, page, QueryFlag, QueryIds, text } from './primitives.ts';

export const ContentType = z.enum(['video', 'image', 'audio', 'html', 'editorial']);
export type ContentType = z.infer<typeof ContentType>;
export const ContentStatus = z.enum(['processing', 'ready', 'failed']);
export type ContentStatus = z.infer<typeof ContentStatus>;

export const Content = z
  .object({
    id: Id,
    title: z.string(),
    description: z.string().nullable(),
    type: ContentType,
    filename: z.string(),
    mime_type: z.string(),
    /** Bytes. */
    file_size: z.int(),
    /** Seconds; `null` for what has no length of its own. */
    duration: z.number().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    sha256: z.string(),
    /** The file as it came, where it does not play everywhere and another was made from it. */
    original: z.object({ mime_type: z.string(), file_size: z.int() }).nullable(),
    status: ContentStatus,
    /** Why it failed, in words for the user. */
    status_detail: z.string().nullable(),
    tags: z.array(z.string()),
    created_by: Id.nullable(),
    created_at: Instant,
    updated_at: Instant,
    /** Signed and expiring; `null` until there is one. */
    thumbnail_url: z.string().nullable(),
    url: z.string(),
  })
  .meta({ id: 'Content' });
export type Content = z.infer<typeof Content>;

/** Each once, in the order they were given. */
export const Tags = z
  .array(text(50))
  .max(50)
  .overwrite(tags => [...new Set(tags)]);
export const ContentPatch = z
  .strictObject({
    title: text(200),
    description: text(5000, 0).nullable(),
    tags: Tags,
    /** Seconds on screen, for what has no length of its own. */
    duration: z.number().positive().max(86_400).nullable(),
  })
  .partial();

export const ContentQuery = listQuery(['created_at', 'title', 'file_size', 'duration'], '-created_at').extend({
  type: ContentType.optional(),
  tag: text(50).optional(),
  status: ContentStatus.optional(),
  ids: QueryIds.optional(),
  /** `true`: in no campaign, be it played or drafted; `false`: in one at least. */
  unused: QueryFlag.optional(),
});
export const ContentPage = page(Content);

/** Every tag in the library, in the order of its letters. */
export const ContentTags = z.object({ items: z.array(z.object({ tag: z.string(), count: z.int() })) }).meta({ id: 'ContentTags' });

/** Contents that can be asked about at once. */
export const mostContentIds = 200;

/** `?ids=1,2,3` */
export const ContentUsesQuery = z.strictObject({
  ids: z
    .string()
    .regex(/^[1-9]\d{0,14}(,[1-9]\d{0,14})*$/, 'must be ids with commas between them')
    .transform(ids => [...new Set(ids.split(',').map(Number))])
    .pipe(z.array(Id).max(mostContentIds)),
});

/** Which campaigns play a content or hold it in their draft; one entry for each id that was asked for. */
export const ContentUses = z
  .object({
    items: z.array(
      z.object({
        content_id: Id,
        campaigns: z.array(
          z.object({
            id: Id,
            name: z.string(),
            /** Its first place among the items that play, from 1; `null`: only the draft has it. */
            place: z.int().nullable(),
            /** How many items play. */
            total: z.int(),
          }),
        ),
        /** Campaigns outside of what the caller may see. */
        hidden: z.int(),
      }),
    ),
  })
  .meta({ id: 'ContentUses' });
export type ContentUses = z.infer<typeof ContentUses>;

/** The content whose file is taken over; it leaves the library. */
export const ContentReplace = z.strictObject({ content_id: Id });

/** The text fields that may stand beside `file` in an upload; `tags` as JSON array or comma-separated. */
export const UploadFields = z.strictObject({
  title: text(200).optional(),
  description: text(5000, 0).optional(),
  tags: z
    .string()
    .max(4000)
    .transform((value, context) => {
      if (!value.trim().startsWith('['))
        return value
          .split(',')
          .map(tag => tag.trim())
          .filter(Boolean);
      try {
        return JSON.parse(value) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'must be a JSON array or a comma-separated list' });
        return z.NEVER;
      }
    })
    .pipe(Tags)
    .optional(),
});
export type UploadFields = z.infer<typeof UploadFields>;

/** Signed access to media: `exp` epoch seconds, `sig` HMAC. */
export const MediaQuery = z.strictObject({
  exp: z
    .string()
    .regex(/^\d{1,12}$/)
    .optional(),
  sig: z.string().max(100).optional(),
});
