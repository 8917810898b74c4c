import type { Readable } from 'node:stream';
import { DataStore, ERRORS, Upload } from '@tus/server';
import type { Selectable } from 'kysely';
import type { Context } from '../../context.ts';
import { fromJson, toJson } from '../../database/columns.ts';
import type { UploadsTable } from '../../database/tables.ts';
import type { Checksum, Resumable } from '../../media/resumable.ts';
import type { Body } from './tus-request.ts';

export type UploadRow = Selectable<UploadsTable>;

/** How long an upload waits for its next bytes, and a finished one for being asked about, ms. */
const patience = 86_400_000;

/** What the store must know of the request that it serves. */
export interface UploadRequest {
  user_id: number;
  checksum: Checksum | null;
  body: Body | null;
  /** Hears of the write: when it fails, the tus server only sees that its stream was let go, and answers too early. */
  writing(done: Promise<unknown>): void;
}

/** Where the tus server keeps what it receives: the bytes in files, who owns them and how long they are in the database. */
export class UploadStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination', 'checksum', 'expiration'];
  readonly #context: Pick<Context, 'db' | 'clock'>;
  readonly #files: Resumable;
  readonly #request: () => UploadRequest;

  constructor(context: Pick<Context, 'db' | 'clock'>, files: Resumable, request: () => UploadRequest) {
    super();
    this.#context = context;
    this.#files = files;
    this.#request = request;
  }

  /** The upload's row, when it is this user's. */
  async row(id: string): Promise<UploadRow | undefined> {
    const found = this.#context.db.selectFrom('uploads').selectAll().where('id', '=', id);
    return found.where('user_id', '=', this.#request().user_id).executeTakeFirst();
  }

  override async create(upload: Upload): Promise<Upload> {
    const { db, clock } = this.#context;
    const now = clock.now();
    const row = { id: upload.id, user_id: this.#request().user_id, length: upload.size ?? 0, metadata: toJson(upload.metadata ?? {}) };
    await db
      .insertInto('uploads')
      .values({ ...row, content_id: null, created_at: now, expires_at: now + patience })
      .execute();
    return this.getUpload(upload.id);
  }

  /** @param turn has no bytes of its own, and ends when another request for this upload wants its turn */
  override async write(turn: Readable, id: string, offset: number): Promise<number> {
    const { checksum, writing, body } = this.#request();
    const row = await this.row(id);
    if (!body || !row) throw ERRORS.FILE_NOT_FOUND;
    turn.once('close', body.cut).resume();
    const left = row.length - offset;
    const bytes = upTo(body.bytes, left);
    // The file of a finished upload is the library's: there is none to write to.
    const appended =
      row.content_id === null ? this.#files.append(id, bytes, offset, Math.min(body.announced, left), checksum) : ended(bytes, offset);
    writing(appended);
    const reached = await appended.catch((error: unknown) => Promise.reject(error === body.bytes.errored ? ERRORS.ABORTED : error));
    body.end();
    const { db, clock } = this.#context;
    await db
      .updateTable('uploads')
      .set({ expires_at: clock.now() + patience })
      .where('id', '=', id)
      .execute();
    return reached;
  }

  override async getUpload(id: string): Promise<Upload> {
    const row = await this.row(id);
    if (!row) throw ERRORS.FILE_NOT_FOUND;
    // The file of a finished upload is the library's now.
    const offset = row.content_id === null ? await this.#files.offset(id) : row.length;
    const creation_date = new Date(row.expires_at - patience).toISOString();
    return new Upload({ id, size: row.length, offset, metadata: fromJson<Record<string, string>>(row.metadata), creation_date });
  }

  override async remove(id: string): Promise<void> {
    await this.#files.remove(id);
    await this.#context.db.deleteFrom('uploads').where('id', '=', id).execute();
  }

  override getExpiration(): number {
    return patience;
  }

  /** Removes what nobody came back for, and files that no row names; returns how many. */
  override async deleteExpired(): Promise<number> {
    const { db, clock } = this.#context;
    // Before the rows: an upload that begins meanwhile has its row before its file.
    const files = await this.#files.ids();
    const rows = await db.selectFrom('uploads').select(['id', 'content_id', 'expires_at']).execute();
    const live = new Set<string>();
    // On a slow line one request may last for days: what is still being written waits for nobody.
    for (const { id, expires_at } of rows)
      if (expires_at > clock.now() || (await this.#files.writtenAt(id)) > clock.now() - patience) live.add(id);
    const gone = rows.map(row => row.id).filter(id => !live.has(id));
    for (const id of new Set([...gone, ...files.filter(id => !live.has(id))])) await this.remove(id);
    // A process that ended at the very end left the file behind that the library has.
    const finished = new Set(rows.filter(row => row.content_id !== null).map(row => row.id));
    for (const id of files) if (finished.has(id)) await this.#files.remove(id);
    return gone.length;
  }
}

/** Reads to the end what must be nothing. */
async function ended(bytes: AsyncIterable<Buffer>, offset: number): Promise<number> {
  for await (const _ of bytes);
  return offset;
}

/** What comes, unless it is more than was announced. */
async function* upTo(bytes: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let left = most;
  for await (const chunk of bytes) {
    left -= chunk.length;
    if (left < 0) throw ERRORS.ERR_MAX_SIZE_EXCEEDED;
    yield chunk;
  }
}
