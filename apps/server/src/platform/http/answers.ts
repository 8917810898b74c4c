import fastJson, { type ObjectSchema } from 'fast-json-stringify';
import type { FastifySerializerCompiler } from 'fastify';
import { ResponseSerializationError } from 'fastify-type-provider-zod';
import { z } from 'zod';

type Write = (answer: unknown) => string;

/**
 * Writes answers by their schemas: fields that a schema does not name are left out, whatever a service hands over. The schema
 * is compiled once into a function that writes JSON; unions, which that would have to try one by one, are read by zod.
 * @param checked also reads each answer by zod, and throws (500) what does not fit or would be written otherwise: for tests
 */
export function answersBySchema(checked: boolean): FastifySerializerCompiler<unknown> {
  return ({ schema: given, method, url }) => {
    const schema = schemaOf(given);
    const slow: Write = answer => {
      const { success, data, error } = schema.safeParse(answer);
      if (!success) throw new ResponseSerializationError(method, url, { cause: error });
      return JSON.stringify(data);
    };
    const quick = compiled(schema);
    if (!quick) return slow;
    if (!checked) return quick;
    return answer => {
      const [one, other] = [quick(answer), slow(answer)];
      if (!sameJson(one, other)) throw new Error(`${method} ${url}: the compiled schema writes ${one}, zod ${other}`);
      return one;
    };
  };
}

/** The order of fields aside. */
function sameJson(one: string, other: string): boolean {
  const sorted = (_key: string, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return JSON.stringify(JSON.parse(one), sorted) === JSON.stringify(JSON.parse(other), sorted);
}

/** Most answers of a server are problems of one schema, and compiling is most of what a start takes. */
const writers = new WeakMap<z.ZodType, Write | null>();

function compiled(schema: z.ZodType): Write | null {
  const known = writers.get(schema);
  if (known !== undefined) return known;
  const made = compile(schema);
  writers.set(schema, made);
  return made;
}

function compile(schema: z.ZodType): Write | null {
  // Without names: every part stands where it is used.
  const json = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'output',
    reused: 'inline',
    unrepresentable: 'any',
    metadata: z.registry(),
  });
  const plain = withoutUnions(json);
  return plain ? (fastJson(plain as unknown as ObjectSchema) as Write) : null;
}

const scalar = /^(string|number|integer|boolean|null)$/;

type Json = Record<string, unknown>;

/** The schema with `null` written as `nullable` and without what only checks; `null` when it holds a real union. */
function withoutUnions(schema: unknown): Json | null {
  if (typeof schema !== 'object' || schema === null) return null;
  const { anyOf, oneOf, allOf, $ref, properties, items, additionalProperties, type, required, nullable } = schema as Json;
  if (oneOf || allOf || $ref) return null;
  if (Array.isArray(anyOf)) {
    // Among values that hold nothing there is nothing to leave out.
    if (anyOf.every(choice => scalar.test(String((choice as Json).type)))) return {};
    const [only, ...more] = anyOf.filter(choice => (choice as Json).type !== 'null');
    const inner = more.length === 0 ? withoutUnions(only) : null;
    return inner && { ...inner, nullable: true };
  }
  if (Array.isArray(type)) {
    const [only, ...more] = type.filter(each => each !== 'null') as string[];
    return more.length === 0 ? withoutUnions({ ...schema, type: only, ...(type.includes('null') ? { nullable: true } : {}) }) : null;
  }
  if (Array.isArray(items)) return null;
  const plain: Json = { ...(type ? { type } : {}), ...(required ? { required } : {}), ...(nullable ? { nullable } : {}) };
  if (properties) {
    const parts = Object.entries(properties).map(([name, part]) => [name, withoutUnions(part)] as const);
    if (parts.some(([, part]) => part === null)) return null;
    plain.properties = Object.fromEntries(parts);
  }
  if (items) {
    const part = withoutUnions(items);
    if (!part) return null;
    plain.items = part;
  }
  if (typeof additionalProperties === 'object') {
    const part = withoutUnions(additionalProperties);
    if (!part) return null;
    plain.additionalProperties = part;
  }
  return plain;
}

/** Alone, or under `properties` where the response names more than a schema. */
function schemaOf(given: unknown): z.ZodType {
  if (given instanceof z.ZodType) return given;
  if (typeof given === 'object' && given !== null && 'properties' in given && given.properties instanceof z.ZodType)
    return given.properties;
  throw new Error('an answer has no schema');
}
