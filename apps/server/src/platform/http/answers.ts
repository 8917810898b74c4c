import type { FastifySerializerCompiler } from 'fastify';
import { ResponseSerializationError } from 'fastify-type-provider-zod';
import { z } from 'zod';

/**
 * Writes an answer by its schema: fields it does not name are left out, one that does not fit is our fault (500). Read, not
 * encoded: no answer's schema transforms anything, and encoding looks at each value twice.
 */
export const answerSerializer: FastifySerializerCompiler<unknown> = ({ schema: given, method, url }) => {
  const schema = schemaOf(given);
  return answer => {
    const { success, data, error } = schema.safeParse(answer);
    if (!success) throw new ResponseSerializationError(method, url, { cause: error });
    return JSON.stringify(data);
  };
};

/** Alone, or under `properties` where the response names more than a schema. */
function schemaOf(given: unknown): z.ZodType {
  if (given instanceof z.ZodType) return given;
  if (typeof given === 'object' && given !== null && 'properties' in given && given.properties instanceof z.ZodType)
    return given.properties;
  throw new Error('an answer has no schema');
}
