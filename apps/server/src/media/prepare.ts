import { rm } from 'node:fs/promises';
import { indexComesFirst } from './boxes.ts';
import { measure, type Received, receive } from './intake.ts';
import type { Kind } from './kind.ts';
import { readPackage } from './package/reading.ts';
import { pictureFacts, shownPicture } from './picture.ts';
import { planFor } from './plan.ts';
import { type Facts, probe } from './probe.ts';
import { mimeOf, NoRoom, type RenderOptions, render } from './render.ts';
import type { RunOptions } from './tools.ts';

/** A file that every browser plays, made from one that they do not. */
export interface Rendition extends Received {
  mime_type: string;
}

export interface Prepared {
  facts: Facts;
  /** `null`: the file plays as it is. Otherwise it is to be kept or discarded. */
  rendition: Rendition | null;
}

type Options = RunOptions & RenderOptions;

const pieceSize = 2 ** 20;

/**
 * Reads a stored file to its end and makes what plays of it. Throws MediaError with the reason when nothing can be made;
 * whatever is thrown, no file stays.
 */
export async function prepare(file: string, kind: Kind, part: string, options: Options): Promise<Prepared> {
  if (kind.type === 'image') return preparePicture(file, kind, part);
  if (kind.name === 'package') return preparePackage(file, part, options.signal);
  if (kind.demuxer === null) return { facts: { duration: null, width: null, height: null, metadata: {} }, rendition: null };
  const readable = { ...kind, demuxer: kind.demuxer };
  const probed = await probe(file, readable, options);
  const plan = planFor(kind, probed, kind.name !== 'mp4' || (await indexComesFirst(file)));
  if (!plan) return { facts: probed.facts, rendition: null };
  try {
    const made = await attempt(plan).catch(async error => {
      // Some streams can not be moved to another container as they are.
      if (plan.video !== 'copy' || options.signal?.aborted || error instanceof NoRoom) throw error;
      return attempt({ container: 'mp4', video: 'encode', audio: plan.audio === 'drop' ? 'drop' : 'encode' });
    });
    return { facts: made.facts, rendition: { ...(await measure(part)), mime_type: made.mime } };
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }

  async function attempt(way: NonNullable<typeof plan>) {
    await render({ file, kind: readable }, part, way, probed, options);
    const container = way.container === 'webm' ? 'matroska' : 'mov';
    const result = { ...readable, name: way.container, demuxer: container };
    const { facts } = await probe(part, result, options);
    const { duration, width, height, metadata } = facts;
    return { facts: { duration, width, height, metadata: { ...metadata, source: probed.facts.metadata } }, mime: mimeOf[way.container] };
  }
}

async function preparePicture(file: string, kind: Kind, part: string): Promise<Prepared> {
  const facts = await pictureFacts(file, kind);
  const shown = await shownPicture(file, kind);
  if (!shown) return { facts, rendition: null };
  const received = await receive(inPieces(shown), part, shown.length, shown.length);
  const { width, height } = await pictureFacts(part, kind);
  return { facts: { ...facts, width, height }, rendition: { ...received, mime_type: kind.mime } };
}

async function preparePackage(file: string, part: string, signal: AbortSignal | undefined): Promise<Prepared> {
  const { page, files } = await readPackage(file, signal);
  const received = await receive(inPieces(page), part, page.length, page.length);
  return { facts: { duration: null, width: null, height: null, metadata: { files } }, rendition: { ...received, mime_type: 'text/html' } };
}

/** Hashed all at once, tens of megabytes would hold up everybody else. */
async function* inPieces(bytes: Uint8Array): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += pieceSize)
    yield Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(pieceSize, bytes.length - at));
}
