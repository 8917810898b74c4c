import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Campaign, Content, Location, PlayerWithKey, Schedule } from '@tvs/protocol';
import type { TestApp } from './app.ts';

const run = promisify(execFile);

/** A picture of one colour; each call's bytes differ by the colour alone. */
export async function picture(colour: string, size = '640x360'): Promise<Buffer> {
  return ffmpeg(['-f', 'lavfi', '-i', `color=c=${colour}:s=${size}`, '-frames:v', '1'], 'png');
}

/** A moving test picture, H.264 in MP4. */
export async function video(seconds = 2): Promise<Buffer> {
  return ffmpeg(
    [
      '-f',
      'lavfi',
      '-i',
      `testsrc=s=320x180:r=25:d=${seconds}`,
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-pix_fmt',
      'yuv420p',
      '-movflags',
      '+faststart',
    ],
    'mp4',
  );
}

async function ffmpeg(args: string[], extension: string): Promise<Buffer> {
  const file = join(tmpdir(), `tvs-make-${crypto.randomUUID()}.${extension}`);
  await run('ffmpeg', ['-v', 'error', '-y', ...args, file]);
  const bytes = await readFile(file);
  await rm(file);
  return bytes;
}

/** Uploads a file by multipart; returns status and body. */
export async function upload(
  app: TestApp,
  name: string,
  bytes: Uint8Array,
  fields: Record<string, string> = {},
  token: string | null = app.token,
) {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  const response = await fetch(`${app.url}/api/content/upload`, {
    method: 'POST',
    body: form,
    headers: token ? { authorization: `Bearer ${token}` } : {},
  });
  return { status: response.status, body: (await response.json()) as Content };
}

/** Uploads and waits until processing has ended. */
export async function content(app: TestApp, name: string, bytes: Uint8Array, fields: Record<string, string> = {}): Promise<Content> {
  const answer = await upload(app, name, bytes, fields);
  if (answer.status !== 201) throw new Error(`upload: ${answer.status} ${JSON.stringify(answer.body)}`);
  return settled(app, answer.body.id);
}

/** The content once it is no longer processing. */
export async function settled(app: TestApp, id: number): Promise<Content> {
  const read = () => app.ok<Content>('GET', `/content/${id}`);
  const first = await read();
  if (first.status !== 'processing') return first;
  await new Promise<void>(resolve => {
    const off = app.app.context.bus.on('content_progress', event => {
      if (event.content_id !== id || event.status === 'processing') return;
      off();
      resolve();
    });
    // It may have ended between the first look and the listener.
    void read().then(now => {
      if (now.status === 'processing') return;
      off();
      resolve();
    });
  });
  return read();
}

export const location = (app: TestApp, name: string, more: Record<string, unknown> = {}) =>
  app.ok<Location>('POST', '/locations', { name, ...more });
export const campaign = (app: TestApp, name: string, content_order: number[] = [], more: Record<string, unknown> = {}) =>
  app.ok<Campaign>('POST', '/campaigns', { name, content_order, ...more });
export const player = (app: TestApp, name: string, location_id: number) => app.ok<PlayerWithKey>('POST', '/players', { name, location_id });
export const schedule = (app: TestApp, campaign_id: number, location_id: number | null, more: Record<string, unknown> = {}) =>
  app.ok<Schedule>('POST', '/schedules', { campaign_id, location_id, start_date: '2026-01-01', end_date: null, ...more });
