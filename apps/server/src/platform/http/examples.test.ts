import { type OperationId, type OperationShape, operations } from '@tvs/protocol';
import { describe, expect, test } from 'vitest';
import { apiDocument } from '../../document.ts';
import { type Document, type DocumentedOperation, documentedId } from './complete.ts';

const { paths = {} } = (await apiDocument()) as Document;
const documented = new Map(
  Object.values(paths)
    .flatMap(methods => Object.values(methods))
    .map(operation => [operation.operationId, operation]),
);
// The document leaves HEAD out: it is what GET would say, without the body.
const shown = (Object.keys(operations) as OperationId[]).filter(id => operations[id].method !== 'HEAD');
const all = shown.map((id): [string, OperationShape, DocumentedOperation] => [
  id,
  operations[id],
  documented.get(documentedId(id)) as DocumentedOperation,
]);

describe('examples of the document', () => {
  test.each(all.filter(([, operation]) => operation.body))('%s: the body would be taken', (_, operation, { requestBody }) => {
    const body = Object.values(requestBody?.content ?? {})[0]?.example;
    expect(operation.body?.safeParse(body).error?.issues ?? []).toEqual([]);
  });

  test.each(all.filter(([, operation]) => operation.ok.schema))('%s: the answer fits its schema', (_, operation, { responses }) => {
    const answer = responses[operation.ok.status]?.content?.['application/json']?.example;
    expect(operation.ok.schema?.safeParse(answer).error?.issues ?? []).toEqual([]);
  });

  test.each(all)('%s: every refusal is shown as it would come', (_, operation, { responses }) => {
    const refusals = Object.entries(responses).filter(([status]) => Number(status) >= 400 && !operation.also?.[Number(status)]);
    expect(refusals.length).toBeGreaterThan(0);
    for (const [status, { content }] of refusals)
      expect(content?.['application/problem+json']?.example).toMatchObject({
        status: Number(status),
        code: expect.stringMatching(/^[a-z_]+$/),
      });
  });
});
