import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';
import { Server, type Upload as TusUpload } from '@tus/server';
import type { UploadFields, UploadState } from '@tvs/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { fromJson } from '../../database/columns.ts';
import type { Db } from '../../database/connection.ts';
import { createLocks } from '../../media/locks.ts';
import { type Media, tooLarge } from '../../media/media.ts';
import type { Checksum } from '../../media/resumable.ts';
import type { UserViewer } from '../../platform/access.ts';
import { iso } from '../../platform/clock.ts';
import { ProblemError, problems } from '../../platform/errors.ts';
import { drain } from '../../platform/http/patience.ts';
import { uploadFields } from './fields.ts';
import type { Upload } from './form.ts';
import type { ContentRow } from './rows.ts';
import { asTusProblem, isOurs } from './tus-problems.ts';
import { asWebRequest, type Body } from './tus-request.ts';
import { type UploadRow, UploadStore } from './tus-store.ts';

const path = '/api/content/uploads';
const bytesType = 'application/offset+octet-stream';
/** Unfinished uploads of one user. */
const mostOpen = 200;
/** Milliseconds without a byte after which the line counts as broken. */
const stalled = 120_000;
const sweepEvery = 3_600_000;

interface Current {
  viewer: UserViewer;
  checksum: Checksum | null;
  body: Body | null;
  /** What the tus server is about to answer with, as it was thrown. */
  thrown: unknown;
  writing: Promise<unknown>;
  /** All bytes are here: what is done with them now may take longer than the line's patience. */
  allIsHere(): void;
}

type Add = (viewer: UserViewer, upload: Upload, also: (trx: Db, content_id: number) => Promise<void>) => Promise<ContentRow>;

/** Uploads that go on where they stopped: tus 1.0 by its own server, whose files end in the library like all others. */
export function createUploads(context: Context, media: Media, add: Add) {
  const { db, clock, config, log } = context;
  const current = new AsyncLocalStorage<Current>();
  const locked = createLocks();
  let stopSweeping = () => {};

  const now = (): Current => {
    const request = current.getStore();
    if (!request) throw new Error('an upload outside of a request');
    return request;
  };
  const store = new UploadStore(context, media.resumable, () => {
    const request = now();
    const failed = (error: unknown) => {
      if (isOurs(error)) request.thrown = error;
    };
    const writing = (done: Promise<unknown>) => {
      request.writing = done.catch(failed);
    };
    return { user_id: request.viewer.user_id, checksum: request.checksum, body: request.body, writing };
  });
  const tus = new Server({
    path,
    datastore: store,
    relativeLocation: true,
    allowedOrigins: [],
    disableTerminationForFinishedUploads: true,
    onUploadCreate: async (_request, upload) => {
      await requireWelcome(upload);
      return {};
    },
    onUploadFinish: async (_request, { id }) => ({ headers: { 'TVS-Content-Id': String(await finish(id)) } }),
    onResponseError: (_request, error) => {
      now().thrown ??= error;
      return undefined;
    },
  });

  /** Refuses before a byte is sent what would be refused at the end. */
  async function requireWelcome({ size = 0, metadata }: TusUpload): Promise<void> {
    if (size === 0) throw problems.emptyFile('file is empty.', { errors: [{ path: 'file', message: 'is empty' }] });
    if (size > config.maxContentLength) throw tooLarge(config.maxContentLength);
    fieldsOf(metadata);
    await media.requireRoom(size);
    const open = db.selectFrom('uploads').where('user_id', '=', now().viewer.user_id).where('content_id', 'is', null);
    const { total } = await open.select(eb => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    if (Number(total) >= mostOpen) throw problems.conflict(`You have ${mostOpen} unfinished uploads. Finish or cancel one.`);
  }

  /** Makes a content of a complete upload, once, however often it is asked to; returns the content's id. */
  const finish = (id: string): Promise<number> =>
    locked(id, async () => {
      const { viewer, allIsHere } = now();
      allIsHere();
      const row = await store.row(id);
      if (!row) throw notFoundUpload();
      if (row.content_id !== null) return row.content_id;
      const metadata = fromJson<Record<string, string>>(row.metadata);
      const file = await media.recogniseWhole(await media.resumable.whole(id), metadata.filename).catch(async (error: unknown) => {
        // What it is will not change: the bytes are of no use.
        if (error instanceof ProblemError && error.status < 500) await store.remove(id);
        throw error;
      });
      const content = await add(viewer, { file, fields: fieldsOf(metadata) }, async (trx, content_id) => {
        await trx.updateTable('uploads').set({ content_id }).where('id', '=', id).execute();
      });
      await media.resumable.remove(id);
      return content.id;
    });

  async function requireRow(viewer: UserViewer, id: string): Promise<UploadRow> {
    const row = await db.selectFrom('uploads').selectAll().where('id', '=', id).where('user_id', '=', viewer.user_id).executeTakeFirst();
    if (!row) throw notFoundUpload();
    return row;
  }

  async function sweep(): Promise<void> {
    stopSweeping = clock.at(clock.now() + sweepEvery, () => void sweep());
    await store.deleteExpired().catch((error: unknown) => log.error({ err: error }, 'old uploads could not be removed'));
  }

  return {
    /** Lets bytes through that the tus protocol describes, on operations that take them. */
    async accept(api: FastifyInstance): Promise<void> {
      api.addContentTypeParser(bytesType, async (request: FastifyRequest) => {
        const { consumes } = (request.routeOptions.schema ?? {}) as { consumes?: readonly string[] };
        if (!consumes?.includes(bytesType)) throw problems.wrongType('This address takes JSON.');
      });
      await sweep();
    },

    options: (reply: FastifyReply) =>
      reply
        .header('tus-resumable', '1.0.0')
        .header('tus-version', '1.0.0')
        .header('tus-extension', store.extensions.join(','))
        .header('tus-checksum-algorithm', 'sha1,sha256,md5')
        .header('tus-max-size', config.maxContentLength),

    async state(viewer: UserViewer, id: string): Promise<UploadState> {
      const { length, content_id, expires_at } = await requireRow(viewer, id);
      const offset = content_id === null ? await media.resumable.offset(id) : length;
      return { id, offset, length, content_id, expires_at: iso(expires_at) };
    },

    /** Answers one request of the protocol. */
    async handle(viewer: UserViewer, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
      const here: Current = {
        viewer,
        checksum: checksumOf(request.headers['upload-checksum']),
        body: null,
        thrown: null,
        writing: Promise.resolve(),
        allIsHere: () => void request.raw.setTimeout(0),
      };
      return current.run(here, async () => {
        const id = (request.params as { id?: string }).id;
        // Its last bytes came, but not the word that a content was made of them.
        if (request.method === 'HEAD' && id && (await isComplete(viewer, id))) reply.header('tvs-content-id', await finish(id));
        if (request.method === 'PATCH' && request.headers['content-type'] !== bytesType)
          throw problems.wrongType(`Send the bytes as ${bytesType}.`);
        request.raw.setTimeout(stalled);
        const { web, body } = asWebRequest(request, bytesType);
        here.body = body;
        const answer = await tus.handleWeb(web);
        await here.writing;
        if (answer.status >= 400) {
          drain(request);
          throw asTusProblem(here.thrown, answer.status, await answer.text(), request);
        }
        for (const [name, value] of answer.headers) if (!name.startsWith('access-control-')) reply.header(name, value);
        return reply.code(answer.status).send(request.method === 'HEAD' ? Readable.from([]) : undefined);
      });
    },

    close(): void {
      stopSweeping();
    },
  };

  async function isComplete(viewer: UserViewer, id: string): Promise<boolean> {
    const row = await requireRow(viewer, id);
    return row.content_id !== null || (await media.resumable.offset(id)) === row.length;
  }
}

const notFoundUpload = () => problems.notFound('There is no such upload, or it has expired.');

/** What clients say of a file besides its fields is left aside. */
function fieldsOf(metadata: TusUpload['metadata']): UploadFields {
  const { filename: _, filetype: __, name: ___, type: ____, relativePath: _____, ...said } = metadata ?? {};
  return uploadFields(said);
}

/** `sha256 <base64>`; throws 400 for what is none. */
function checksumOf(header: string | string[] | undefined): Checksum | null {
  if (header === undefined) return null;
  const [, algorithm, value = ''] = /^(sha1|sha256|md5) ([A-Za-z0-9+/]+={0,2})$/.exec(String(header)) ?? [];
  if (!algorithm) throw problems.malformed('Upload-Checksum must be sha1, sha256 or md5, then a base64 value.');
  return { algorithm: algorithm as Checksum['algorithm'], value };
}
