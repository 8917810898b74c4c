import { z } from 'zod';
import { Id, Instant, listQuery, PathId, page } from './primitives.ts';

/** Who did what to what, and what it was before and after. */
export const AuditEntry = z
  .object({
    id: Id,
    at: Instant,
    /** `null`: the system itself. */
    user_id: Id.nullable(),
    user_name: z.string().nullable(),
    action: z.string(),
    resource: z.string(),
    resource_id: Id.nullable(),
    title: z.string(),
    location_id: Id.nullable(),
    /** JSON as it was; `null`: there was nothing, or it is not told. */
    before: z.unknown(),
    after: z.unknown(),
    /** As in the answer's `x-request-id`; `null` outside of a request. */
    request_id: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

const Word = z.string().regex(/^[a-z_]{1,40}$/, 'must be lower case letters and _');
export const AuditQuery = listQuery(['at'], '-at').extend({
  user_id: PathId.optional(),
  action: Word.optional(),
  resource: Word.optional(),
  resource_id: PathId.optional(),
  /** This location and everything below it. */
  location_id: PathId.optional(),
  from: Instant.optional(),
  /** Not included. */
  to: Instant.optional(),
});
export const AuditPage = page(AuditEntry);
