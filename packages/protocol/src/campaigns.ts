import { z } from 'zod';
import { ContentStatus, ContentType } from './content.ts';
import { Id, Instant, LocalDate, listQuery, PathId, page, QueryFlag, QueryIds, text } from './primitives.ts';

export const Fit = z.enum(['contain', 'cover', 'fill']);
export type Fit = z.infer<typeof Fit>;

/** One place in a campaign's order. The same content may stand in several. */
export const CampaignItemBody = z
  .strictObject({
    content_id: Id,
    /** Seconds on screen; `null`: the content's own, else the system's default. */
    duration: z.number().positive().max(86_400).nullable().default(null),
    fit: Fit.default('contain'),
    muted: z.boolean().default(false),
    /** First date on which it is shown, by the calendar of the screen's place; `null`: from the beginning. */
    valid_from: LocalDate.nullable().default(null),
    /** Last date on which it is shown; `null`: without an end. */
    valid_until: LocalDate.nullable().default(null),
  })
  .refine(item => !item.valid_from || !item.valid_until || item.valid_from <= item.valid_until, {
    path: ['valid_until'],
    message: 'must not be before valid_from',
  });
export type CampaignItemBody = z.infer<typeof CampaignItemBody>;

/** An item as it is read: with the facts of its content that a list or a builder shows. */
export const CampaignItem = z
  .object({
    content_id: Id,
    duration: z.number().nullable(),
    fit: Fit,
    muted: z.boolean(),
    valid_from: LocalDate.nullable(),
    valid_until: LocalDate.nullable(),
    content: z.object({
      id: Id,
      title: z.string(),
      type: ContentType,
      status: ContentStatus,
      duration: z.number().nullable(),
      thumbnail_url: z.string().nullable(),
      url: z.string(),
      mime_type: z.string(),
    }),
  })
  .meta({ id: 'CampaignItem' });
export type CampaignItem = z.infer<typeof CampaignItem>;

export const Campaign = z
  .object({
    id: Id,
    name: z.string(),
    description: z.string().nullable(),
    location_id: Id.nullable(),
    priority: z.int(),
    is_active: z.boolean(),
    start_date: LocalDate.nullable(),
    end_date: LocalDate.nullable(),
    content_order: z.array(Id),
    items: z.array(CampaignItem),
    /** Kept, not played; `null` when what plays is what was edited last. */
    draft: z.object({ items: z.array(CampaignItem), updated_at: Instant }).nullable(),
    /** Seconds for one round of the items that are valid `today`. */
    duration: z.number(),
    /** The date of now where the campaign belongs: in the zone of its location, else in that of the settings. */
    today: LocalDate,
    created_by: Id.nullable(),
    created_at: Instant,
    updated_at: Instant,
  })
  .meta({ id: 'Campaign' });
export type Campaign = z.infer<typeof Campaign>;

const Items = z.array(CampaignItemBody).max(500);
const ContentOrder = z.array(Id).max(500);
const Priority = z.int().min(-1000).max(1000);
const fields = {
  name: text(200),
  description: text(5000, 0).nullable(),
  location_id: Id.nullable(),
  priority: Priority,
  is_active: z.boolean(),
  start_date: LocalDate.nullable(),
  end_date: LocalDate.nullable(),
};
const together = {
  dates: [
    (body: { start_date?: string | null | undefined; end_date?: string | null | undefined }) =>
      !body.start_date || !body.end_date || body.start_date <= body.end_date,
    { path: ['end_date'] as PropertyKey[], message: 'must not be before start_date' },
  ] as const,
  order: [
    (body: { items?: unknown; content_order?: unknown }) => body.items === undefined || body.content_order === undefined,
    { path: ['content_order'] as PropertyKey[], message: 'give items or content_order, not both' },
  ] as const,
};

export const CampaignCreate = z
  .strictObject({
    name: fields.name,
    description: fields.description.default(null),
    location_id: fields.location_id.default(null),
    priority: fields.priority.default(0),
    is_active: fields.is_active.default(true),
    start_date: fields.start_date.default(null),
    end_date: fields.end_date.default(null),
    content_order: ContentOrder.optional(),
    items: Items.optional(),
  })
  .refine(...together.dates)
  .refine(...together.order);
export const CampaignPatch = z
  .strictObject({ ...fields, content_order: ContentOrder, items: Items })
  .partial()
  .refine(...together.dates)
  .refine(...together.order);
export const CampaignDraft = z.strictObject({ items: Items });

export const CampaignQuery = listQuery(['created_at', 'updated_at', 'name', 'priority'], '-updated_at').extend({
  location_id: PathId.optional(),
  is_active: QueryFlag.optional(),
  ids: QueryIds.optional(),
});
export const CampaignPage = page(Campaign);
