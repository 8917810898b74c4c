import { got, made, none, op } from '../operation.ts';
import * as uploads from '../uploads.ts';

/** Resumable uploads: tus 1.0 with creation, creation-with-upload, termination, checksum and expiration. */
export const uploadOperations = {
  'uploads.options': op({
    method: 'OPTIONS',
    path: '/content/uploads',
    access: 'public',
    tag: 'uploads',
    summary: 'What of tus this server speaks',
    ok: none,
  }),
  'uploads.create': op({
    method: 'POST',
    path: '/content/uploads',
    access: 'manager',
    tag: 'uploads',
    summary: 'Begin a resumable upload (tus: Upload-Length, Upload-Metadata filename, title, description, tags)',
    consumes: 'tus',
    ok: made(null),
    problems: [409, 412, 413, 415, 422, 507],
  }),
  // Before GET, which would bring a HEAD of its own.
  'uploads.head': op({
    method: 'HEAD',
    path: '/content/uploads/:id',
    access: 'manager',
    tag: 'uploads',
    summary: 'How far an upload is (tus: Upload-Offset)',
    params: uploads.UploadParams,
    ok: { status: 200, schema: null, bytes: true },
    problems: [412, 415, 422],
  }),
  'uploads.get': op({
    method: 'GET',
    path: '/content/uploads/:id',
    access: 'manager',
    tag: 'uploads',
    summary: 'How far an upload is, and which content came of it',
    params: uploads.UploadParams,
    ok: got(uploads.UploadState),
  }),
  'uploads.append': op({
    method: 'PATCH',
    path: '/content/uploads/:id',
    access: 'manager',
    tag: 'uploads',
    summary: 'Send more bytes (tus: Upload-Offset, Upload-Checksum); the last answer names the content in TVS-Content-Id',
    params: uploads.UploadParams,
    consumes: 'tus',
    ok: none,
    problems: [409, 410, 412, 413, 415, 422, 460, 503, 507],
  }),
  'uploads.cancel': op({
    method: 'DELETE',
    path: '/content/uploads/:id',
    access: 'manager',
    tag: 'uploads',
    summary: 'Give an upload up',
    params: uploads.UploadParams,
    ok: none,
    problems: [409, 412],
  }),
} as const;
