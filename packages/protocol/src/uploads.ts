import { z } from 'zod';
import { Id, Instant } from './primitives.ts';

/** Random, 128 bits: knowing it is no right to it, which the owner's token is. */
export const UploadParams = z.strictObject({ id: z.string().regex(/^[0-9a-f]{32}$/, 'must be the id of an upload') });

export const UploadState = z
  .object({
    id: z.string(),
    /** Bytes that are safe on the server. */
    offset: z.int(),
    /** Bytes of the whole file. */
    length: z.int(),
    /** What came of it, once it was complete. */
    content_id: Id.nullable(),
    expires_at: Instant,
  })
  .meta({ id: 'Upload' });
export type UploadState = z.infer<typeof UploadState>;
