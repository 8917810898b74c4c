import multipart from '@fastify/multipart';
import { UploadFields } from '@tvs/protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Media, Taken } from '../../media/media.ts';
import { tooLarge } from '../../media/media.ts';
import { ProblemError, problems, rule } from '../../platform/errors.ts';
import { drain } from '../../platform/http/patience.ts';
import { uploadFields } from './fields.ts';

/** Milliseconds without a byte after which an upload counts as broken off. */
const stalled = 120_000;
/** What a form has around its file: boundaries, headers, the text fields. */
const aroundFile = 2 ** 20;

/** Lets uploads through, one route only: everywhere else a form is refused before it is read. */
export async function acceptForms(api: FastifyInstance, maxFileSize: number): Promise<void> {
  await api.register(multipart, {
    throwFileSizeLimit: false,
    limits: { fileSize: maxFileSize + 1, files: 1, fields: 10, parts: 12, fieldNameSize: 100, fieldSize: 64 * 1024, headerPairs: 20 },
  });
  api.addHook('preParsing', async request => {
    const isForm = /^multipart\//i.test(request.headers['content-type'] ?? '');
    const { consumes } = (request.routeOptions.schema ?? {}) as { consumes?: readonly string[] };
    if (isForm && !consumes?.includes('multipart/form-data')) throw problems.wrongType('This address takes JSON, not a form.');
  });
}

export interface Upload {
  file: Taken;
  fields: UploadFields;
}

/**
 * Reads an upload as it comes in, its parts in any order. The file is on the disk when this returns; whatever is thrown,
 * also because the caller went away, nothing stays.
 */
export async function readUpload(request: FastifyRequest, media: Media, maxFileSize: number): Promise<Upload> {
  if (!request.isMultipart()) throw problems.wrongType('Send the file as multipart/form-data, in a part named file.');
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > maxFileSize + aroundFile) throw tooLarge(maxFileSize);
  request.raw.setTimeout(stalled);
  const form: { file: Taken | null; texts: Map<string, string> } = { file: null, texts: new Map() };
  try {
    await readParts(request, media, form, announced);
    if (!form.file) throw rule('file', 'is missing');
    // All is here; putting it where it lasts may take longer than that.
    request.raw.setTimeout(0);
    return { file: form.file, fields: uploadFields(Object.fromEntries(form.texts)) };
  } catch (error) {
    if (form.file) await media.discard(form.file);
    drain(request);
    throw asProblem(error);
  }
}

async function readParts(
  request: FastifyRequest,
  media: Media,
  form: { file: Taken | null; texts: Map<string, string> },
  announced: number,
): Promise<void> {
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      if (part.fieldname !== 'file') throw rule(part.fieldname, 'is not a field of an upload');
      if (form.file) throw rule('file', 'is there twice; send one file at a time');
      form.file = await media.take(part.file, asNamed(part.filename), announced);
    } else {
      if (part.fieldname === 'file') throw rule('file', 'must be a file');
      if (!(part.fieldname in UploadFields.shape)) throw rule(part.fieldname, 'is not a field of an upload');
      if (form.texts.has(part.fieldname)) throw rule(part.fieldname, 'is there twice');
      if (typeof part.value !== 'string' || part.valueTruncated) throw rule(part.fieldname, 'must be a text of at most 64 KiB');
      form.texts.set(part.fieldname, part.value);
    }
  }
}

/** Browsers write a quotation mark in a file's name as `%22` (WHATWG HTML, multipart/form-data) and nothing else so. */
const asNamed = (filename: string | undefined) => filename?.replaceAll('%22', '"');

/** What the parser throws is about the caller's form; what the disk throws is the server's and stays what it is. */
function asProblem(error: unknown): unknown {
  if (error instanceof ProblemError || !(error instanceof Error) || 'syscall' in error) return error;
  const code = 'code' in error ? error.code : undefined;
  if (code === 'FST_FILES_LIMIT') return rule('file', 'is there twice; send one file at a time');
  if (code === 'FST_PARTS_LIMIT' || code === 'FST_FIELDS_LIMIT') return problems.rule('The form has too many fields.');
  return problems.malformed('The form ended before it was complete, or is not valid multipart/form-data.');
}
