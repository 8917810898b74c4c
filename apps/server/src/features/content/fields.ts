import { fieldErrors, UploadFields } from '@tvs/protocol';
import { problems } from '../../platform/errors.ts';

/** The text fields that came beside a file, in a form or as tus metadata. Throws 422 that names what does not fit. */
export function uploadFields(said: Readonly<Record<string, unknown>>): UploadFields {
  const parsed = UploadFields.safeParse(said);
  if (parsed.success) return parsed.data;
  const errors = fieldErrors(parsed.error.issues);
  const [first] = errors;
  throw problems.rule(first ? `${first.path} ${first.message}.` : 'The fields do not fit.', { errors });
}
