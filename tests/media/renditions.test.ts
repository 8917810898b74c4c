import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Content, ContentProgress } from '@tvs/protocol';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { content, settled, upload } from '../support/make.ts';
import { bars, h264, openStudio, type Studio, tone } from '../support/studio.ts';

const run = promisify(execFile);
let app: TestApp;
let studio: Studio;
const made: Studio['made'] = (name, args) => studio.made(name, args);

beforeAll(async () => {
  app = await startApp();
  studio = await openStudio();
});
afterAll(async () => {
  await app.close();
  await studio.close();
});

/** What is served of a content, as ffprobe and the bytes' order tell it. */
async function served(done: Content) {
  const bytes = Buffer.from(await (await fetch(app.url + done.url)).arrayBuffer());
  expect(bytes.length).toBe(done.file_size);
  const file = join(studio.folder, `served-${done.id}`);
  await writeFile(file, bytes);
  const { stdout } = await run('ffprobe', ['-v', 'error', '-show_streams', '-show_format', '-of', 'json', file]);
  const { streams, format } = JSON.parse(stdout) as {
    streams: { codec_type: string; codec_name: string; pix_fmt?: string; channels?: number; width?: number; height?: number }[];
    format: { tags?: Record<string, string>; duration: string };
  };
  const of = (type: string) => streams.find(stream => stream.codec_type === type);
  return { video: of('video'), audio: of('audio'), bytes, tags: format.tags ?? {}, duration: Number(format.duration) };
}

const playable = { mp4: ['video/mp4', 'h264', 'yuv420p'], webm: ['video/webm', undefined, 'yuv420p'] } as const;

describe.each<[string, string[], { to: keyof typeof playable; sound?: string; size?: [number, number] }]>([
  ['phone.mov', [...bars('320x180', 1), ...tone(1), ...h264, '-c:a', 'aac'], { to: 'mp4', sound: 'aac' }],
  ['camera.avi', [...bars('320x240', 1), ...tone(1), '-c:v', 'mjpeg', '-c:a', 'pcm_s16le'], { to: 'mp4', sound: 'aac' }],
  ['old.avi', [...bars('320x240', 1), '-c:v', 'mpeg4', '-vtag', 'XVID'], { to: 'mp4' }],
  ['h264.avi', [...bars('320x240', 1), ...h264, '-bf', '0'], { to: 'mp4' }],
  ['film.mkv', [...bars('320x180', 1), ...tone(1), ...h264, '-c:a', 'ac3'], { to: 'mp4', sound: 'aac' }],
  [
    'open.mkv',
    [...bars('320x180', 1), ...tone(1), '-c:v', 'libvpx-vp9', '-pix_fmt', 'yuv420p', '-deadline', 'realtime', '-c:a', 'libopus'],
    { to: 'webm', sound: 'opus' },
  ],
  ['hevc.mp4', [...bars('320x180', 1), '-c:v', 'libx265', '-x265-params', 'log-level=error', '-pix_fmt', 'yuv420p10le'], { to: 'mp4' }],
  ['444.mp4', [...bars('320x180', 1), '-c:v', 'libx264', '-pix_fmt', 'yuv444p'], { to: 'mp4' }],
  ['odd.mov', [...bars('321x181', 1), '-c:v', 'qtrle'], { to: 'mp4', size: [322, 182] }],
  ['surround.mkv', [...bars('320x180', 1), ...tone(1), ...h264, '-c:a', 'dca', '-strict', '-2', '-ac', '6'], { to: 'mp4', sound: 'aac' }],
  ['index-last.mp4', [...bars('320x180', 1), ...h264], { to: 'mp4' }],
  ['fast.mp4', [...bars('320x180', 1, 120), ...h264, '-movflags', '+faststart'], { to: 'mp4' }],
  ['blink.mov', [...bars('320x180', 0.3), ...h264], { to: 'mp4' }],
  ['prores.mov', [...bars('320x180', 1), '-c:v', 'prores_ks'], { to: 'mp4' }],
  ['large.mkv', [...bars('2560x1600', 0.4), '-c:v', 'mpeg2video'], { to: 'mp4', size: [1728, 1080] }],
])('%s', (name, args, { to, sound, size }) => {
  test('becomes what every browser plays, as long and as large as it was', async () => {
    const done = await content(app, name, await made(name, args));
    expect(done).toMatchObject({ status: 'ready', status_detail: null, type: 'video', mime_type: playable[to][0] });
    expect(done.original?.file_size).toBeGreaterThan(0);
    const { video, audio, bytes, duration } = await served(done);
    const [, codec, pixels] = playable[to];
    if (codec) expect(video?.codec_name).toBe(codec);
    expect(video?.pix_fmt?.replace('yuvj', 'yuv')).toBe(pixels);
    expect(audio?.codec_name).toBe(sound);
    if (size) expect([done.width, done.height]).toEqual(size);
    if (to === 'mp4') expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
    expect(Math.abs(duration - (done.duration ?? 0))).toBeLessThan(0.15);
    expect((await fetch(app.url + (done.thumbnail_url ?? ''))).status).toBe(200);
  });
});

test('a video held upright by a phone stays upright, converted or not', async () => {
  for (const [name, codec] of [
    ['upright.mov', h264],
    ['upright-hevc.mov', ['-c:v', 'libx265', '-x265-params', 'log-level=error', '-tag:v', 'hvc1']],
  ] as const) {
    await made(`lying-${name}`, [...bars('320x180', 1), ...codec]);
    const turned = await made(name, ['-i', join(studio.folder, `lying-${name}`), '-c', 'copy', '-metadata:s:v', 'rotate=90']);
    expect(await content(app, name, turned), name).toMatchObject({ status: 'ready', width: 180, height: 320 });
  }
});

test('where a film was taken is not told to screens', async () => {
  const bytes = await made('place.mov', [
    ...bars('320x180', 1),
    ...h264,
    '-metadata',
    'location=-19.93-043.93/',
    '-metadata',
    'title=Casa',
    '-movflags',
    'use_metadata_tags',
  ]);
  const { tags, bytes: shown } = await served(await content(app, 'place.mov', bytes));
  expect(JSON.stringify(tags)).not.toMatch(/19\.93|Casa/);
  expect(shown.includes('-043.93')).toBe(false);
});

test('what plays everywhere already stays as it is, to the byte', async () => {
  const bytes = await made('fine.mp4', [...bars('320x180', 1), ...h264, '-movflags', '+faststart']);
  const done = await content(app, 'fine.mp4', bytes);
  expect(done.original).toBeNull();
  expect((await served(done)).bytes.equals(bytes)).toBe(true);
});

test('bare AAC gets a container that knows its length', async () => {
  const done = await content(app, 'radio.aac', await made('radio.aac', [...tone(2), '-c:a', 'aac']));
  expect(done).toMatchObject({ status: 'ready', type: 'audio', mime_type: 'audio/mp4', original: { mime_type: 'audio/aac' } });
  expect(done.duration).toBeCloseTo(2, 0);
});

test('a photo is turned upright, freed of its place, brought to the colours of screens and to 4K', async () => {
  const lying = sharp({ create: { width: 6000, height: 3000, channels: 3, background: '#c01020' } });
  const photo = await lying
    .jpeg()
    .withExif({ IFD0: { Copyright: 'Ana' }, IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '19/1 55/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .toBuffer();
  const done = await content(app, 'photo.jpg', photo);
  expect(done).toMatchObject({ status: 'ready', width: 1920, height: 3840 });
  const { exif, orientation, space } = await sharp(await bytesOf(done)).metadata();
  expect([exif, orientation ?? 1, space]).toEqual([undefined, 1, 'srgb']);

  const print = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#00a0e0' } })
    .toColourspace('cmyk')
    .jpeg()
    .toBuffer();
  const shown = await sharp(await bytesOf(await content(app, 'print.jpg', print))).metadata();
  expect(shown.space).toBe('srgb');
});

async function bytesOf(done: Content): Promise<Buffer> {
  return Buffer.from(await (await fetch(app.url + done.url)).arrayBuffer());
}

test('the same bytes again are not converted again', async () => {
  const bytes = await made('twice.avi', [...bars('320x240', 1), '-c:v', 'mjpeg']);
  const first = await content(app, 'twice.avi', bytes);
  const told: ContentProgress[] = [];
  const off = app.app.context.bus.on('content_progress', event => void told.push(event));
  const second = await content(app, 'again.avi', bytes);
  off();
  expect([second.sha256, second.status, second.original]).toEqual([first.sha256, 'ready', first.original]);
  expect(told.filter(event => event.content_id === second.id).map(event => event.progress)).toEqual([0, 1]);
  await app.ok('DELETE', `/content/${first.id}`);
  expect((await bytesOf(second)).length).toBe(second.file_size);
});

test('what is not a film at all fails with a reason, and can be tried again', async () => {
  const header = (await made('head.avi', [...bars('320x240', 1), '-c:v', 'mjpeg'])).subarray(0, 3000);
  const failed = await content(app, 'head.avi', header);
  expect(failed).toMatchObject({ status: 'failed', status_detail: expect.stringMatching(/damaged/) });
  const again = await app.ok<Content>('POST', `/content/${failed.id}/retry`);
  expect(again.status).toBe('processing');
  expect((await settled(app, failed.id)).status).toBe('failed');
  const fine = await content(
    app,
    'ok.png',
    await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
      .png()
      .toBuffer(),
  );
  expect((await app.api('POST', `/content/${fine.id}/retry`)).status).toBe(409);
});

test('a picture does not wait behind a film, and a film that is removed makes room at once', async () => {
  await made('second.mkv', [...bars('1920x1080', 1, 30), '-c:v', 'mpeg2video', '-b:v', '500k']);
  const long = await made('long.mkv', ['-stream_loop', '29', '-i', join(studio.folder, 'second.mkv'), '-c', 'copy']);
  const { body: film } = await upload(app, 'long.mkv', long);
  await expect
    .poll(
      async () =>
        (
          await app.app.context.db
            .selectFrom('jobs')
            .select('status')
            .where('kind', '=', 'convert_content')
            .orderBy('id', 'desc')
            .executeTakeFirst()
        )?.status,
    )
    .toBe('running');
  const blue = await sharp({ create: { width: 7, height: 7, channels: 3, background: '#00f' } })
    .png()
    .toBuffer();
  expect((await content(app, 'blue.png', blue)).status).toBe('ready');
  expect((await app.ok<Content>('GET', `/content/${film.id}`)).status).toBe('processing');
  await app.ok('DELETE', `/content/${film.id}`);
  const next = await content(app, 'next.mov', await made('next.mov', [...bars('320x180', 0.3), ...h264]));
  expect(next.status).toBe('ready');
});

test('nothing stays when a content is removed while it is converted', async () => {
  const bytes = await made('slow.mkv', [...bars('1280x720', 4, 30), '-c:v', 'mpeg2video']);
  const { body } = await upload(app, 'slow.mkv', bytes);
  await app.ok('DELETE', `/content/${body.id}`);
  const last = await content(
    app,
    'after.png',
    await sharp({ create: { width: 9, height: 9, channels: 3, background: '#000' } })
      .png()
      .toBuffer(),
  );
  expect(last.status).toBe('ready');
  const { stdout } = await run('find', [join(app.config.dataDir, 'media'), '-type', 'f', '-name', '*.part']);
  expect(stdout).toBe('');
});
