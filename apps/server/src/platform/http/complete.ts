import { type OperationId, type OperationShape, operations, type Problem } from '@tvs/protocol';
import { problems } from '../errors.ts';
import { exampleOf, type JsonSchema } from './examples.ts';

interface Media {
  schema?: JsonSchema;
  example?: unknown;
}
interface Answer {
  description: string;
  headers?: Record<string, unknown>;
  content?: Record<string, Media>;
}
interface Parameter {
  name: string;
  in: string;
  schema?: JsonSchema;
  [more: string]: unknown;
}
/** An operation as the document has it. */
export interface DocumentedOperation {
  operationId?: string;
  summary?: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, Media> };
  responses: Record<string, Answer>;
}
export interface Document {
  paths?: Record<string, Record<string, DocumentedOperation>>;
  components?: { schemas?: Record<string, JsonSchema> };
}

/** The name an operation goes by in the document and in clients made from it. */
export const documentedId = (id: string) => id.replaceAll('.', '_');

const byName = new Map<string, OperationShape>((Object.keys(operations) as OperationId[]).map(id => [documentedId(id), operations[id]]));

/** Adds to every operation what schemas do not say: examples, `If-Match` and `ETag`, what each status means, files as bodies. */
export function completeDocument<T extends object>(document: T): T {
  const { paths = {}, components = {} } = document as Document;
  const schemas = components.schemas ?? {};
  for (const methods of Object.values(paths)) {
    for (const documented of Object.values(methods)) {
      const operation = byName.get(documented.operationId ?? '');
      if (operation) complete(documented, operation, schemas);
    }
  }
  return document;
}

function complete(documented: DocumentedOperation, operation: OperationShape, schemas: Record<string, JsonSchema>): void {
  documented.description = whoMay[operation.access];
  for (const parameter of documented.parameters ?? [])
    if (parameter.schema && parameter.in === 'path') parameter.example = exampleOf({ type: 'integer' }, schemas, parameter.name);
  if (documented.requestBody) {
    documented.requestBody.required = !operation.body?.safeParse(undefined).success;
    for (const media of Object.values(documented.requestBody.content)) addExample(media, schemas);
  }
  if (operation.consumes) documented.requestBody = bodies[operation.consumes];
  for (const [status, answer] of Object.entries(documented.responses)) describeAnswer(status, answer, operation, schemas);
  const headers = [...(operation.versioned ? [ifMatch] : []), ...(operation.once === undefined ? [] : [idempotencyKey])];
  if (headers.length > 0) documented.parameters = [...(documented.parameters ?? []), ...headers];
}

function describeAnswer(status: string, answer: Answer, operation: OperationShape, schemas: Record<string, JsonSchema>): void {
  const refusal = refusalOf(Number(status), operation);
  answer.description = successes[status] ?? refusal?.title ?? answer.description;
  const media = answer.content?.['application/json'];
  if (Number(status) < 400) {
    if (media) addExample(media, schemas);
    if (operation.ok.bytes) answer.content = { 'application/octet-stream': {} };
    if (operation.versioned && answer.content) answer.headers = { ETag: etag };
    if (operation.once !== undefined) answer.headers = { ...answer.headers, 'Idempotent-Replayed': replayed };
    return;
  }
  if (!media || operation.also?.[Number(status)]) return;
  const { code, title } = refusal ?? problems.internal('');
  const { errors: _, used_by: __, conflicts: ___, retry_after: ____, ...example } = exampleOf(media.schema ?? {}, schemas) as Problem;
  Object.assign(example, { type: `/problems/${code}`, title, status: Number(status), code, detail: 'What is wrong, in a sentence.' });
  answer.content = { 'application/problem+json': { ...media, example } };
}

function addExample(media: Media, schemas: Record<string, JsonSchema>): void {
  if (media.schema) media.example = exampleOf(media.schema, schemas);
}

/** One refusal of each status, the first of the table. */
const refusals = new Map(
  Object.values(problems)
    .reverse()
    .map(make => make(''))
    .map(problem => [problem.status, problem]),
);

/** A precondition is If-Match, but where the tus protocol speaks: there it is the protocol's version. */
function refusalOf(status: number, { versioned }: OperationShape) {
  return status === 412 && !versioned ? problems.tusVersion('') : refusals.get(status);
}

const whoMay: Readonly<Record<OperationShape['access'], string>> = {
  public: 'Needs no token.',
  viewer: 'For everyone who is signed in; shows what lies in their locations and what is shared.',
  manager: 'For managers, in their locations, and administrators.',
  admin: 'For administrators.',
  player: "With a player's own token, which the socket's `register_success` brings.",
  media: "With a signed address, or a user's or player's token that may see the file.",
};

const successes: Readonly<Record<string, string>> = { 200: 'Done', 201: 'Made', 204: 'Done, nothing to say' };

const ifMatch: Parameter = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The ETag that the change was made on: 412 when someone else was faster.',
  schema: { type: 'string' },
  example: '"mcx1f2a0"',
};

const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Of your choosing, new for each thing you want: sent again with it within a day, the request is answered and not done again.',
  schema: { type: 'string' },
  example: '8e03978e-40d5-43dd-bc93-6894a57f9324',
};

const etag = { schema: { type: 'string' }, description: 'The version; for If-Match.' };
const replayed = { schema: { type: 'string', enum: ['true'] }, description: 'There when this was done for an earlier sending of its key.' };

const binary = { schema: { type: 'string', format: 'binary' } };
const pictureBody = { required: true, content: { 'image/jpeg': binary, 'image/png': binary, 'image/webp': binary } };

const tusBody = { required: false, content: { 'application/offset+octet-stream': binary } };

const formBody = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        required: ['file'],
        properties: {
          file: { type: 'string', format: 'binary' },
          title: { type: 'string' },
          description: { type: 'string' },
          tags: { type: 'string', description: 'Separated by commas' },
        },
      },
      example: { file: 'promo.mp4', title: 'Promoção de inverno', tags: 'inverno,loja' },
    },
  },
};

const bodies = { multipart: formBody, picture: pictureBody, tus: tusBody };
