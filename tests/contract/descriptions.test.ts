import { apiDocument } from '@tvs/server/document';
import { expect, test } from 'vitest';

type Schema = { description?: string; properties?: Record<string, Schema>; items?: Schema; anyOf?: Schema[]; $ref?: string };
interface Described {
  paths: Record<
    string,
    Record<string, { operationId: string; parameters?: { name: string; in: string; description?: string; schema?: Schema }[] } & Answering>
  >;
  components: { schemas: Record<string, Schema> };
}
interface Answering {
  requestBody?: { content: Record<string, { schema?: Schema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema?: Schema }> }>;
}

const document = (await apiDocument()) as unknown as Described;
const all = Object.values(document.paths).flatMap(methods => Object.values(methods));

/** Fields without a description, by their path. */
function bare(schema: Schema | undefined, path: string): string[] {
  if (!schema) return [];
  const named = schema.$ref ? document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] : undefined;
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const under = `${path}.${name}`;
    return [...(field.description ? [] : [under]), ...bare(field, under)];
  });
  return [...fields, ...bare(named, path), ...bare(schema.items, path), ...(schema.anyOf ?? []).flatMap(each => bare(each, path))];
}

const paging = ['page', 'per_page', 'sort', 'q', 'items', 'total'];

test('every field of schedules, rules, checks, impacts and timelines says what it means', () => {
  const schedules = all.filter(({ operationId }) => operationId.startsWith('schedules_'));
  expect(schedules).toHaveLength(10);
  const found = schedules.flatMap(({ operationId, parameters = [], requestBody, responses }) => [
    ...parameters
      .filter(each => each.in === 'query' && !(each.description ?? each.schema?.description))
      .map(({ name }) => `${operationId} query.${name}`),
    ...bare(requestBody?.content['application/json']?.schema, `${operationId} body`),
    ...['200', '201'].flatMap(status => bare(responses[status]?.content?.['application/json']?.schema, `${operationId} answer`)),
  ]);
  expect(found.filter(path => !paging.includes(path.split('.').at(-1) ?? ''))).toEqual([]);
});

test('412 says that someone else was faster, and of an upload that tus is spoken', () => {
  const guarded = all.filter(({ parameters }) => parameters?.some(({ name }) => name === 'If-Match'));
  expect(guarded.length).toBeGreaterThan(5);
  expect(new Set(guarded.map(({ responses }) => responses['412']?.description))).toEqual(new Set(['Changed by someone else meanwhile']));
  const uploads = all.filter(({ operationId }) => ['uploads_create', 'uploads_append', 'uploads_cancel'].includes(operationId));
  expect(new Set(uploads.map(({ responses }) => responses['412']?.description))).toEqual(new Set(['This server speaks tus 1.0.0']));
});
