import { z } from 'zod';

/** RFC 9457 problem details; `code` is stable, `title` and `detail` are for people. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    request_id: z.string(),
    /** 409: what stands in the way. */
    used_by: z.array(z.object({ resource: z.string(), id: z.int(), name: z.string() })).optional(),
    conflicts: z
      .array(
        z.object({
          schedule_id: z.int(),
          campaign_id: z.int(),
          campaign_name: z.string(),
          kind: z.enum(['conflict', 'override']),
          wins: z.enum(['candidate', 'existing']),
          first_overlap: z.object({ start: z.string(), end: z.string() }),
        }),
      )
      .optional(),
    /** 429: seconds until another try is allowed. */
    retry_after: z.int().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
