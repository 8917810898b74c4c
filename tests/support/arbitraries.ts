import fc, { type Arbitrary } from 'fast-check';
import type { ApiDocument, Schema } from './document.ts';

/** What a hand that means harm, or a broken client, puts anywhere. */
const hostile: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -0, -1, 1e20, -1e20, 1.5, Number.MAX_SAFE_INTEGER, 2 ** 53, 5e-324, 1e308),
  fc.constantFrom<unknown>('', ' ', '\u0000', 'a\u0000b', '\ud83d', '\udc00x', '🛍️', '👩‍👩‍👧', '\u202e', '\ufeff', 'ﷺ', '́'.repeat(50)),
  fc.constantFrom<unknown>("' or 1=1 --", '<script>alert(1)</script>', '../../etc/passwd', '{{7*7}}', '%00', '%s%n', '=cmd|x', '\\'),
  fc.constantFrom<unknown>(
    '2026-02-30',
    '0000-00-00',
    '9999-12-31',
    '2026-13-01',
    '25:00',
    '24:00',
    '08:00:00',
    '2026-01-01T00:00:00Z',
    'Mars/Olympus',
  ),
  fc.constantFrom<unknown>([], {}, [[]], [null], { length: 1 }, { toString: 1 }, { id: 1 }, { $ne: null }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ minLength: 200, maxLength: 400 }),
  fc.double(),
  fc.maxSafeInteger(),
  fc.array(fc.integer(), { maxLength: 20 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** A very long text costs much and finds little: rarely. */
const huge = fc.constantFrom('x'.repeat(1_000_000), '😀'.repeat(200_000));

/** Values that fit a schema as far as the document tells; `ids` are those that exist. */
function fitting(document: ApiDocument, schema: Schema, ids: readonly number[]): Arbitrary<unknown> {
  if (schema.$ref) return fitting(document, document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, ids);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(choice => fitting(document, choice, ids)));
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return integers(schema, ids);
    case 'number':
      return fc.double({ min: schema.minimum ?? schema.exclusiveMinimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    case 'string':
      return strings(schema);
    case 'array':
      return fc.array(fitting(document, schema.items ?? {}, ids), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 5, 8),
      });
    case 'object':
      return objects(schema, (_, property) => fitting(document, property, ids));
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function integers({ minimum, exclusiveMinimum, maximum }: Schema, ids: readonly number[]): Arbitrary<unknown> {
  const min = minimum ?? (exclusiveMinimum === undefined ? -1000 : exclusiveMinimum + 1);
  const max = maximum ?? 1000;
  const edges = fc.constantFrom(min, max);
  // Up to the largest of all: an id.
  if (max === Number.MAX_SAFE_INTEGER && ids.length > 0)
    return fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...ids) }, edges, fc.integer({ min, max: 50 }));
  return fc.oneof({ weight: 4, arbitrary: fc.integer({ min, max }) }, edges);
}

function strings({ format, pattern, minLength = 0, maxLength = 40 }: Schema): Arbitrary<unknown> {
  if (format === 'date')
    return fc
      .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
      .map(day => day.toISOString().slice(0, 10));
  if (format === 'date-time')
    return fc.date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true }).map(day => day.toISOString());
  if (format === 'email') return fc.emailAddress().filter(address => address.length < 100);
  if (pattern) return matching(pattern);
  return fc.oneof(
    fc.string({ unit: 'grapheme-composite', minLength, maxLength: Math.min(maxLength, 40) }),
    fc.constantFrom('America/Sao_Paulo', 'en', 'x'.repeat(maxLength > 500 ? 500 : maxLength)),
  );
}

function matching(pattern: string): Arbitrary<unknown> {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'));
  } catch {
    // Patterns with looks around are more than the generator reads.
    return fc.string();
  }
}

function objects(schema: Schema, make: (name: string, property: Schema) => Arbitrary<unknown>): Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {});
  return fc.record(Object.fromEntries(properties.map(([name, property]) => [name, make(name, property)])), {
    requiredKeys: schema.required ?? [],
  });
}

/** A body with something in it that does not belong: a value, a key, a missing field. */
function bent(body: Arbitrary<unknown>, schema: Schema): Arbitrary<unknown> {
  const names = Object.keys(schema.properties ?? {});
  const name = fc.oneof(
    ...(names.length > 0 ? [fc.constantFrom(...names)] : []),
    fc.constantFrom('unknown', 'id', 'created_at', 'role', 'toString', 'constructor2'),
  );
  return fc
    .tuple(body, name, fc.oneof({ weight: 300, arbitrary: hostile }, { weight: 1, arbitrary: huge }), fc.boolean())
    .map(([whole, key, value, drop]) => {
      if (typeof whole !== 'object' || whole === null) return value;
      const { [key]: _, ...rest } = whole as Record<string, unknown>;
      return drop ? rest : { ...rest, [key]: value };
    });
}

/** Texts that are no JSON a careful reader takes. */
function texts(body: Arbitrary<unknown>, schema: Schema): Arbitrary<string> {
  const name = Object.keys(schema.properties ?? {})[0] ?? 'name';
  const of = fc.constantFrom(
    '',
    ' ',
    'null',
    '[]',
    '7',
    '"text"',
    'NaN',
    'undefined',
    `{"${name}": 1e400}`,
    `{"${name}": -0}`,
    `{"${name}": 100000000000000000000}`,
    `{"${name}": "\\ud83d"}`,
    `{"${name}": "a\\u0000b"}`,
    `{"${name}": 1, "${name}": 2}`,
    `{"${name}": "x", "\\u006e${name.slice(1)}": "y"}`,
    `{"__proto__": {"admin": true}, "${name}": "x"}`,
    `{"constructor": {"prototype": {"admin": true}}, "${name}": "x"}`,
    `{"${name}": {"__proto__": null}}`,
    `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
    `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
    `{"${name}": ${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
    `\ufeff{"${name}": "x"}`,
    `{"${name}": "x"} x`,
    `{'${name}': 'x'}`,
    `{"${name}": "x",}`,
    `{"${name}": 0x10}`,
    `{"${name}": 01}`,
  );
  const cut = fc.tuple(body, fc.double({ min: 0, max: 1, noNaN: true })).map(([whole, share]) => {
    const text = JSON.stringify(whole) ?? '';
    return text.slice(0, Math.floor(text.length * share));
  });
  return fc.oneof(of, cut);
}

const types = fc.constantFrom(
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/xml',
  'multipart/form-data',
  'application/json; charset=utf-16',
  'application/problem+json',
  '',
  'x',
);

/** A body as it goes over the wire: fitting, bent, hostile or no JSON at all. */
export function bodies(document: ApiDocument, schema: Schema, ids: readonly number[]): Arbitrary<{ text: string; type: string }> {
  const body = fitting(document, schema, ids);
  const json = (value: unknown) => ({ text: JSON.stringify(value) ?? '', type: 'application/json' });
  return fc.oneof(
    { weight: 5, arbitrary: body.map(json) },
    { weight: 5, arbitrary: bent(body, schema).map(json) },
    { weight: 2, arbitrary: bent(bent(body, schema), schema).map(json) },
    { weight: 1, arbitrary: hostile.map(json) },
    { weight: 2, arbitrary: texts(body, schema).map(text => ({ text, type: 'application/json' })) },
    { weight: 1, arbitrary: fc.tuple(body, types).map(([value, type]) => ({ text: JSON.stringify(value) ?? '', type })) },
  );
}
