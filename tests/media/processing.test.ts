import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Content, ContentProgress } from '@tvs/protocol';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { content, picture, settled, upload, video } from '../support/make.ts';
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

async function thumbnail({ thumbnail_url }: Content) {
  const answer = await fetch(app.url + thumbnail_url);
  expect(answer.headers.get('content-type')).toBe('image/webp');
  return sharp(Buffer.from(await answer.arrayBuffer()));
}

test.each<[string, string[], Partial<Content>]>([
  [
    'film.mp4',
    [...bars('320x240', 2), ...tone(2), ...h264],
    { type: 'video', mime_type: 'video/mp4', duration: 2, width: 320, height: 240 },
  ],
  [
    'film.webm',
    [...bars('320x180', 1), '-c:v', 'libvpx', '-deadline', 'realtime'],
    { type: 'video', mime_type: 'video/webm', duration: 1 },
  ],
  [
    'still.jpg',
    [...bars('300x200', 1), '-frames:v', '1'],
    { type: 'image', mime_type: 'image/jpeg', duration: null, width: 300, height: 200 },
  ],
  ['still.png', [...bars('300x400', 1), '-frames:v', '1'], { type: 'image', mime_type: 'image/png', width: 300, height: 400 }],
  ['moving.gif', bars('160x90', 1), { type: 'image', mime_type: 'image/gif', duration: null, width: 160, height: 90 }],
  ['still.webp', [...bars('160x90', 1), '-frames:v', '1'], { type: 'image', mime_type: 'image/webp', width: 160, height: 90 }],
  ['tone.mp3', tone(1), { type: 'audio', mime_type: 'audio/mpeg', width: null }],
  ['tone.wav', tone(1), { type: 'audio', mime_type: 'audio/wav', duration: 1 }],
  ['click.wav', tone(0.02), { type: 'audio', duration: 0.02 }],
  ['tone.ogg', [...tone(1), '-c:a', 'libvorbis'], { type: 'audio', mime_type: 'audio/ogg', duration: 1 }],
])('%s becomes ready, with its facts and a thumbnail of 320 × 180', async (name, args, facts) => {
  const done = await content(app, name, await made(name, args));
  expect(done).toMatchObject({ ...facts, status: 'ready', status_detail: null });
  if (name === 'tone.mp3') expect(done.duration).toBeCloseTo(1, 0);
  expect(await (await thumbnail(done)).metadata()).toMatchObject({ width: 320, height: 180 });
});

test('a page becomes ready and is only ever served in a sandbox', async () => {
  const page = Buffer.from('\ufeff<!-- menu -->\n<!DOCTYPE html><html><body><script>1</script></body></html>');
  const done = await content(app, 'menu.HTML', page);
  expect(done).toMatchObject({ type: 'html', mime_type: 'text/html', status: 'ready', duration: null });
  expect(await (await thumbnail(done)).metadata()).toMatchObject({ width: 320, height: 180 });
  const answer = await fetch(app.url + done.url);
  const policy = answer.headers.get('content-security-policy');
  expect(policy).toMatch(/^sandbox allow-scripts;/);
  expect(policy).not.toContain('allow-same-origin');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
});

test('the thumbnail of a video shows what is on at one second, not its black start', async () => {
  const args = ['-f', 'lavfi', '-i', 'color=c=black:s=320x180:r=10:d=0.8', '-f', 'lavfi', '-i', 'color=c=0x00ff00:s=320x180:r=10:d=2'];
  const done = await content(app, 'late.mp4', await made('late.mp4', [...args, '-filter_complex', 'concat', ...h264]));
  const { channels } = await (await thumbnail(done)).stats();
  expect(channels[1]?.mean).toBeGreaterThan(200);
});

test('pictures stand upright, as their camera said', async () => {
  const lying = await sharp(await picture('blue', '400x200'))
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  expect(await content(app, 'phone.jpg', lying)).toMatchObject({ status: 'ready', width: 200, height: 400 });
});

test('a video turned by its camera has the size it is shown in', async () => {
  await made('lying.mp4', [...bars('320x180', 1), ...h264]);
  const turned = await made('turned.mp4', ['-display_rotation', '90', '-i', join(studio.folder, 'lying.mp4'), '-c', 'copy']).catch(() =>
    made('turned.mp4', ['-i', join(studio.folder, 'lying.mp4'), '-c', 'copy', '-metadata:s:v', 'rotate=90']),
  );
  expect(await content(app, 'turned.mp4', turned)).toMatchObject({ status: 'ready', width: 180, height: 320 });
});

test('a recording whose header says no duration gets the one it has', async () => {
  const file = join(studio.folder, 'live.webm');
  await run('sh', ['-c', `ffmpeg -v error -y -f lavfi -i testsrc=s=160x90:r=10:d=2 -c:v libvpx -deadline realtime -f webm - > ${file}`]);
  const done = await content(app, 'live.webm', await readFile(file));
  expect(done.status).toBe('ready');
  expect(done.duration).toBeCloseTo(2, 1);
});

test('files cut off in the middle fail with a reason, wherever they were cut', async () => {
  const front = await video(2);
  const back = await made('back.mp4', [...bars('320x180', 2), ...h264]);
  const webm = await made('cut.webm', [...bars('320x180', 2), '-c:v', 'libvpx', '-deadline', 'realtime']);
  const jpeg = await made('cut.jpg', [...bars('640x360', 1), '-frames:v', '1']);
  const png = await made('cut.png', [...bars('640x360', 1), '-frames:v', '1']);
  const files = { 'front.mp4': front, 'back.mp4': back, 'cut.webm': webm, 'cut.jpg': jpeg, 'cut.png': png };
  for (const [name, bytes] of Object.entries(files)) {
    for (const share of [0.4, 0.8, 0.97, 0.99]) {
      const done = await content(app, name, bytes.subarray(0, Math.floor(bytes.length * share)));
      expect(done, `${name} cut at ${share}`).toMatchObject({ status: 'failed', status_detail: 'The file is incomplete or damaged.' });
    }
  }
});

test('a video whose pictures are rubbish fails, though its header is whole', async () => {
  const bytes = Buffer.from(await video(2));
  const start = bytes.indexOf('mdat') + 4;
  bytes.fill(0x55, start);
  expect(await content(app, 'rubbish.mp4', bytes)).toMatchObject({ status: 'failed' });
});

test('a phone’s photo of 108 megapixels is held to 4K; one that can not be read line by line is refused', async () => {
  const flat = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#456' } });
  const photo = await flat(12_000, 9000).jpeg({ quality: 50 }).withMetadata({ orientation: 6 }).toBuffer();
  expect(await content(app, 'photo.jpg', photo)).toMatchObject({ status: 'ready', width: 2880, height: 3840 });
  const woven = await flat(64, 48).jpeg({ progressive: true }).toBuffer();
  const frame = woven.indexOf(Buffer.from('ffc2', 'hex'));
  woven.writeUInt16BE(9000, frame + 5);
  woven.writeUInt16BE(12_000, frame + 7);
  const refused = await content(app, 'woven.jpg', woven);
  expect(refused.status_detail).toBe('The picture has 108 megapixels; at most 100 can be shown.');
});

test('a picture of too many pixels fails with its size, without being decoded', async () => {
  const wide = await sharp({ create: { width: 16_000, height: 8000, channels: 3, background: '#fff' } })
    .png({ compressionLevel: 9 })
    .toBuffer();
  const done = await content(app, 'wide.png', wide);
  expect(done).toMatchObject({ status: 'failed', status_detail: 'The picture has 128 megapixels; at most 100 can be shown.' });
});

test('a sound that carries a playlist opens no other file', async () => {
  const id3 = Buffer.from('49443304000000000000', 'hex');
  const list = Buffer.from(`#EXTM3U\n#EXTINF:1,\nfile://${join(app.config.dataDir, 'secret.key')}\n`);
  const frames = await made('base.mp3', tone(1));
  const done = await content(app, 'list.mp3', Buffer.concat([frames, id3, list]));
  expect(done.type).toBe('audio');
  const { status } = await upload(app, 'list.mp3', Buffer.concat([id3, list]));
  expect(status).toBe(415);
});

test('the way from upload to ready is told as it happens, and screens hear of the end', async () => {
  const told: ContentProgress[] = [];
  const changed: number[] = [];
  const { bus } = app.app.context;
  const offs = [
    bus.on('content_progress', event => void told.push(event)),
    bus.on('changed', event => void changed.push(...(event.contents ?? []))),
  ];
  const done = await content(app, 'told.png', await picture('orange'));
  await expect.poll(() => changed).toContain(done.id);
  for (const off of offs) off();
  const mine = told.filter(event => event.content_id === done.id);
  expect(mine.at(0)).toMatchObject({ status: 'processing', progress: 0 });
  expect(mine.at(-1)).toMatchObject({ status: 'ready', progress: 1 });
  expect(mine.map(event => event.progress)).toEqual(mine.map(event => event.progress).sort((one, other) => one - other));
});

test('a job that the end of the process cut off is taken up at the next start', async () => {
  const own = await startApp();
  const { id } = await content(own, 'again.png', await picture('purple'));
  const { db, clock } = own.app.context;
  const now = clock.now();
  await db.updateTable('content').set({ status: 'processing', thumbnail_sha256: null }).where('id', '=', id).execute();
  const job = {
    kind: 'process_content',
    payload: JSON.stringify({ content_id: id }),
    status: 'running',
    attempts: 1,
    error: null,
  } as const;
  await db
    .insertInto('jobs')
    .values({ ...job, created_at: now, updated_at: now })
    .execute();
  const next = await own.restart();
  const done = await settled(next, id);
  expect(done.status).toBe('ready');
  expect(done.thumbnail_url).not.toBeNull();
  await next.close();
});

test('a stop in the middle of processing loses nothing: it is done after the next start', async () => {
  const own = await startApp();
  const ids: number[] = [];
  for (const colour of ['red', 'green', 'blue'])
    ids.push(
      (await upload(own, 'film.mp4', await made('long.mp4', [...bars('640x360', 3), ...h264, '-metadata', `title=${colour}`]))).body.id,
    );
  const next = await own.restart();
  for (const id of ids) expect((await settled(next, id)).status).toBe('ready');
  await next.close();
});
