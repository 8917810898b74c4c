import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import type { Content, Problem } from '@tvs/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import * as hostile from '../support/hostile-files.ts';
import { settled, upload } from '../support/make.ts';
import { bars, h264, openStudio, type Studio, tone } from '../support/studio.ts';

const names = ['mp4', 'm4v', 'avi', 'mov', 'mkv', 'webm', 'jpg', 'jpeg', 'png', 'gif', 'webp', 'mp3', 'wav', 'ogg', 'opus', 'aac', 'html'];
let app: TestApp;
let studio: Studio;
let trap: Trap;
const made: Studio['made'] = (name, args) => studio.made(name, args);

beforeAll(async () => {
  app = await startApp();
  studio = await openStudio();
  trap = await setTrap();
});
afterAll(async () => {
  trap.server.close();
  await app.close();
  await studio.close();
});

interface Trap {
  server: Server;
  /** What must never be opened. */
  canary: string;
  addresses: string[];
  connections: number;
  sprung(): Promise<boolean>;
}

const longAgo = new Date(Date.now() - 3 * 86_400_000);

/** A port and a file that tell when somebody was there. */
async function setTrap(): Promise<Trap> {
  const canary = join(studio.folder, 'canary.mp4');
  await writeFile(canary, await made('base.mp4', [...film, ...h264]));
  await utimes(canary, longAgo, new Date());
  const { atimeMs } = await stat(canary);
  const server = createServer(socket => {
    set.connections++;
    socket.destroy();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  const at = `127.0.0.1:${address.port}/x.mp4`;
  const set: Trap = {
    server,
    canary,
    addresses: [
      `file://${canary}`,
      canary,
      `http://${at}`,
      `tcp://${at}`,
      `concat:${canary}|http://${at}`,
      `subfile,,start,0,end,9,,:${canary}`,
    ],
    connections: 0,
    sprung: async () => set.connections > 0 || (await stat(canary)).atimeMs !== atimeMs,
  };
  return set;
}

const film = bars('64x36', 1);
const tune = tone(1);

interface Verdict {
  /** What became of it: the status it was refused with, or of the content. */
  outcome: number | Content['status'];
  reason: string;
  mime: string | null;
}

/** Uploads and judges: whatever came of it, the words are for people, and what is served is one harmless type. */
async function judge(name: string, bytes: Buffer): Promise<Verdict> {
  const { status, body } = await upload(app, name, bytes);
  if (status !== 201) {
    const { detail } = body as unknown as Problem;
    inPlainWords(detail);
    return { outcome: status, reason: detail, mime: null };
  }
  const done = await settled(app, body.id);
  inPlainWords(done.status_detail ?? 'Nothing to say.');
  const answer = await fetch(app.url + done.url);
  await answer.arrayBuffer();
  const mime = answer.headers.get('content-type')?.split(';')[0] ?? '';
  expect(mime).toMatch(
    /^(video\/(mp4|webm|quicktime|matroska|x-msvideo)|image\/(jpeg|png|gif|webp)|audio\/(mpeg|wav|ogg|aac|mp4)|text\/html)$/,
  );
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox[ ;](?!.*allow-same-origin)/);
  return { outcome: done.status, reason: done.status_detail ?? '', mime };
}

function inPlainWords(text: string): void {
  expect(text).toMatch(/^[A-Z“][^\n]{8,200}[.!]$/);
  expect(text).not.toMatch(/\/tmp|\.ts|Error:|ffmpeg|ffprobe|0x|undefined|null|\bat \w+ \(/);
}

describe.each(Object.entries(hostile.programs))('a program (%s)', (_, bytes) => {
  test.each(names)('called .%s is refused', async ending => {
    expect((await judge(`holiday.${ending}`, bytes)).outcome).toBe(415);
  });
});

const markup = {
  page: '<!doctype html><html><script>alert(1)</script></html>',
  SVG: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  XML: '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
  XHTML: '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
};
test.each(Object.entries(markup))('%s is refused under every name but its own', async (kind, text) => {
  for (const ending of [...names, 'svg', 'xml', 'xhtml'])
    if (kind !== 'page' || ending !== 'html') expect((await judge(`x.${ending}`, Buffer.from(text))).outcome, ending).toBe(415);
});

describe('what points elsewhere is not followed', () => {
  test('playlists under every name, bare and behind the beginning of a real file', async () => {
    for (const address of trap.addresses) {
      for (const [kind, list] of Object.entries(hostile.playlists(address))) {
        const ending = names[(address.length + kind.length) % names.length];
        expect((await judge(`x.${ending}`, list)).outcome, `${kind} as ${ending}`).toBe(415);
      }
    }
    for (const list of Object.values(hostile.playlists(`http://${trap.addresses[2]}`)))
      for (const ending of names) expect((await judge(`x.${ending}`, list)).outcome).toBe(415);
    for (const [ending, start] of Object.entries(hostile.disguises)) {
      const { HLS = Buffer.alloc(0) } = hostile.playlists(trap.addresses[0] ?? '');
      const { outcome } = await judge(`x.${ending}`, Buffer.concat([start, Buffer.from('\n'), HLS, Buffer.alloc(2000)]));
      expect([415, 'failed'], ending).toContain(outcome);
    }
    expect(await trap.sprung()).toBe(false);
  });

  test('a MOV whose frames lie in another file', async () => {
    const mov = await made('inside.mov', [...film, ...h264]);
    for (const target of [trap.canary, trap.addresses[2] ?? '', '../canary.mp4', 'canary.mp4'])
      expect((await judge('outside.mov', hostile.withExternalData(mov, target))).outcome).not.toBe(500);
    expect(await trap.sprung()).toBe(false);
  });

  test('a Matroska file that goes on in another, and one with a playlist attached', async () => {
    const title = `x${trap.canary}`;
    const mkv = await made('titled.mkv', [...film, ...h264, '-metadata', `title=${title}`]);
    expect((await judge('linked.mkv', hostile.linkedTo(mkv, title))).outcome).toBe('ready');
    await writeFile(join(studio.folder, 'list.m3u8'), hostile.playlists(trap.addresses[2] ?? '').HLS ?? '');
    const attached = ['-attach', join(studio.folder, 'list.m3u8'), '-metadata:s:t', 'mimetype=application/x-mpegurl'];
    expect((await judge('attached.mkv', await made('attached.mkv', [...film, ...h264, ...attached]))).outcome).toBe('ready');
    expect(await trap.sprung()).toBe(false);
  });

  test('an AVI with a playlist for subtitles, and one whose index lies beyond its end', async () => {
    for (const address of trap.addresses) {
      const { HLS = Buffer.alloc(0) } = hostile.playlists(address);
      expect((await judge('titles.avi', hostile.aviWithPlaylist(HLS))).outcome).toBe('failed');
    }
    const avi = await made('index.avi', [...film, '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p']);
    expect(['ready', 'failed']).toContain((await judge('index.avi', hostile.indexBeyondTheEnd(avi))).outcome);
    expect(await trap.sprung()).toBe(false);
  });

  test('the trap itself works', async () => {
    const other = await setTrap();
    await readFile(other.canary);
    expect(await other.sprung()).toBe(true);
    other.server.close();
    const { port } = trap.server.address() as { port: number };
    const before = trap.connections;
    await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    expect(trap.connections).toBe(before + 1);
  });
});

describe('bombs fail with their reason, and soon', () => {
  test.each<[string, () => Promise<Buffer> | Buffer, RegExp]>([
    ['wide.png', () => hostile.pngBomb(30_000), /900 megapixels; at most 100/],
    ['wide.jpg', hostile.jpegBomb, /4290 megapixels/],
    ['wide.webp', hostile.webpBomb, /268 megapixels/],
    ['wide.gif', () => hostile.gifOnScreen(65_535, 65_535), /claims 65535 × 65535 pixels around a picture of 64 × 36/],
    ['large-frames.gif', () => hostile.gifOfFrames(30, 4000), /4000 × 4000 in 30 frames/],
  ])('%s', async (name, make, reason) => {
    const verdict = await judge(name, await make());
    expect(verdict).toMatchObject({ outcome: 'failed', reason: expect.stringMatching(reason) });
  });

  test('a GIF of 10,000 frames is looked at without being opened as a whole', async () => {
    const before = process.memoryUsage.rss();
    const verdict = await judge('long.gif', await hostile.gifOfFrames(10_000, 300));
    expect(verdict).toMatchObject({ outcome: 'ready', mime: 'image/gif' });
    // Its frames have 2.7 GB.
    expect(process.memoryUsage.rss() - before).toBeLessThan(400 * 2 ** 20);
  });
});

test('a film whose pixels are absurdly narrow has two sides all the same', async () => {
  const narrow = await upload(app, 'narrow.mkv', await made('narrow.mkv', [...film, '-vf', 'setsar=1/10000', ...h264]));
  expect(await settled(app, narrow.body.id)).toMatchObject({ status: 'ready', width: 1, height: 36 });
});

describe('two kinds in one file are one kind, the one that is served', () => {
  const script = Buffer.from('<html><script>alert(document.domain)</script></html>');
  const box = (name: string, data: Buffer) => {
    const head = Buffer.alloc(8, name.padStart(8, '\0'), 'latin1');
    head.writeUInt32BE(data.length + 8, 0);
    return Buffer.concat([head, data]);
  };
  test.each<[string, () => Promise<Buffer>, string, string[]]>([
    ['GIF and script', async () => Buffer.concat([await hostile.plain('gif'), Buffer.from('/*'), script]), 'gif', ['html']],
    ['JPEG and PDF', async () => Buffer.concat([await hostile.plain('jpeg'), Buffer.from('%PDF-1.4\n1 0 obj\n')]), 'jpg', ['html', 'pdf']],
    ['JPEG and ZIP', async () => Buffer.concat([await hostile.plain('jpeg'), zip]), 'jpg', ['zip', 'html', 'jar']],
    ['MP4 and page', async () => Buffer.concat([await made('p.mp4', [...film, ...h264]), box('free', script)]), 'mp4', ['html', 'htm']],
    ['PNG and program', async () => Buffer.concat([await hostile.plain('png'), hostile.programs.ELF ?? zip]), 'png', ['html', 'exe']],
  ])('%s', async (_, make, ending, others) => {
    const bytes = await make();
    const { outcome, mime } = await judge(`x.${ending}`, bytes);
    expect([outcome, mime]).toEqual(['ready', { gif: 'image/gif', jpg: 'image/jpeg', mp4: 'video/mp4', png: 'image/png' }[ending]]);
    for (const other of others) expect((await judge(`x.${other}`, bytes)).outcome, other).toBe(415);
  });

  test('a PDF that hides a picture, a page that hides an archive: refused', async () => {
    const picture = await hostile.plain('jpeg');
    for (const ending of ['jpg', 'html', 'pdf'])
      expect((await judge(`x.${ending}`, Buffer.concat([Buffer.from('%PDF-1.4\n'), picture]))).outcome).toBe(415);
    for (const ending of ['html', 'zip']) expect((await judge(`x.${ending}`, Buffer.concat([script, zip]))).outcome).toBe(415);
  });
});

/** An empty archive with a name in it. */
const zip = Buffer.concat([Buffer.from('504b0304140000000000', 'hex'), Buffer.alloc(20), Buffer.from('504b0506', 'hex'), Buffer.alloc(18)]);

describe('a name from outside is text', () => {
  const wild = [
    '../../escaped.wav',
    '..\\..\\escaped.wav',
    '%2e%2e%2f%2e%2e%2fescaped.wav',
    '/etc/escaped.wav',
    'C:\\Windows\\escaped.wav',
    'nul\0byte.wav',
    `${'n'.repeat(1000)}.wav`,
    '😀🎉 promoção.wav',
    'gpj\u202egnp.wav',
    '-i.wav',
    '--help.wav',
    ';touch owned;$(touch owned)`touch owned`|touch owned&.wav',
    '\'"><img src=x onerror=alert(1)>.wav',
    'line\r\nSet-Cookie: owned=1\r\n.wav',
    '.',
    '..',
    '',
    'CON',
    '__proto__',
  ];

  test('in a form and in an upload in parts: shown, kept apart from paths and commands, harmless in headers', async () => {
    const before = await around();
    for (const [index, name] of wild.entries()) {
      for (const send of [byForm, byParts]) {
        const id = await send(name, sound(index));
        const done = await settled(app, id);
        expect(done.status, name).toBe('ready');
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
        expect(done.filename).toMatch(/^[^\u0000-\u001f\u202a-\u202e/\\]{1,255}$/u);
        const answer = await fetch(app.url + done.url);
        expect(answer.headers.get('set-cookie')).toBeNull();
        expect(answer.headers.get('content-disposition')).toMatch(/^inline; filename="[ -~]*"; filename\*=UTF-8''[\w.!~%-]*$/);
        expect((await answer.arrayBuffer()).byteLength).toBe(done.file_size);
      }
    }
    expect(await around()).toEqual(before);
    for (const file of await readdir(join(app.config.dataDir, 'media'), { recursive: true }))
      expect(file).toMatch(/^(tmp|uploads|[0-9a-f]{2}(\/[0-9a-f]{2}(\/[0-9a-f]{64})?)?)$/);
  });

  test('in an address it opens nothing', async () => {
    const { id } = await byForm('x.wav', sound(99)).then(made => ({ id: made }));
    const done = await settled(app, id);
    for (const part of [
      '../../tvs.db',
      '..%2f..%2ftvs.db',
      '%2e%2e/%2e%2e/secret.key',
      '..\\secret.key',
      '%00',
      `${id}%00`,
      '-1',
      '/etc/passwd',
      '%252e%252e',
    ]) {
      for (const path of [`/api/content/${part}/file`, `/api/content/${id}/${part}`, `/api/content/uploads/${part}`]) {
        const answer = await fetch(app.url + path, { headers: { authorization: `Bearer ${app.token}`, 'tus-resumable': '1.0.0' } });
        expect([400, 401, 404, 422], `${path}: ${answer.status}`).toContain(answer.status);
        expect(await answer.text()).not.toMatch(/SQLite format|root:/);
      }
    }
    expect((await fetch(app.url + done.url)).status).toBe(200);
  });

  /** What lies beside the library and where a server is started. */
  async function around(): Promise<string[]> {
    const places = [app.config.dataDir, join(app.config.dataDir, '..'), process.cwd(), '/etc', '/'];
    const lists = await Promise.all(places.map(place => readdir(place)));
    return lists.flat().filter(name => /escaped|owned|^-|byte|\.wav$|onerror|promo/.test(name));
  }
});

async function byForm(name: string, bytes: Buffer): Promise<number> {
  const safe = name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const head = `--edge\r\nContent-Disposition: form-data; name="file"; filename="${safe}"\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--edge--\r\n')]);
  const headers = { authorization: `Bearer ${app.token}`, 'content-type': 'multipart/form-data; boundary=edge' };
  const answer = await fetch(`${app.url}/api/content/upload`, { method: 'POST', body, headers });
  const said = (await answer.json()) as Content;
  expect(answer.status, JSON.stringify([name, said])).toBe(201);
  return said.id;
}

async function byParts(name: string, bytes: Buffer): Promise<number> {
  const headers = {
    authorization: `Bearer ${app.token}`,
    'tus-resumable': '1.0.0',
    'upload-length': String(bytes.length),
    'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`.trim(),
    'content-type': 'application/offset+octet-stream',
  };
  const answer = await fetch(`${app.url}/api/content/uploads`, { method: 'POST', body: new Uint8Array(bytes), headers });
  expect(answer.status, `${name} ${await answer.text()}`).toBe(201);
  return Number(answer.headers.get('tvs-content-id'));
}

/** A tenth of a second, each another. */
function sound(seed: number): Buffer {
  const bytes = Buffer.alloc(44 + 1600, seed);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  for (const [at, value] of [
    [16, 16],
    [24, 8000],
    [28, 16_000],
    [40, 1600],
  ] as const)
    bytes.writeUInt32LE(value, at);
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 2],
    [34, 16],
  ] as const)
    bytes.writeUInt16LE(value, at);
  bytes.write('data', 36, 'latin1');
  return bytes;
}

describe.runIf(process.env.TVS_TEST_DATABASE !== 'mariadb')('cut off at ten places', () => {
  const short = ['-t', '0.4'];
  const films = [...film, ...tune, ...short];
  /** `shorter`: what is left may be a whole file of its own. */
  test.each<[string, () => Promise<Buffer>, 'fails' | 'shorter']>([
    ['front.mp4', () => made('f.mp4', [...films, ...h264, '-movflags', '+faststart']), 'fails'],
    ['back.mov', () => made('b.mov', [...films, ...h264]), 'fails'],
    ['film.avi', () => made('a.avi', [...films, '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p']), 'fails'],
    ['film.mkv', () => made('m.mkv', [...films, ...h264]), 'fails'],
    ['film.webm', () => made('w.webm', [...films, '-c:v', 'libvpx', '-deadline', 'realtime']), 'fails'],
    ['still.jpg', () => made('j.jpg', [...film, '-frames:v', '1']), 'fails'],
    ['still.png', () => made('p.png', [...film, '-frames:v', '1']), 'fails'],
    ['moving.gif', () => made('g.gif', [...film, ...short]), 'fails'],
    ['moving.webp', () => made('w.webp', [...film, ...short, '-c:v', 'libwebp_anim']), 'fails'],
    ['tone.wav', () => made('w.wav', [...tune, ...short]), 'fails'],
    ['tone.mp3', () => made('m.mp3', [...tune, ...short]), 'shorter'],
    ['tone.ogg', () => made('o.ogg', [...tune, ...short, '-c:a', 'libopus', '-page_duration', '20000']), 'shorter'],
    ['tone.aac', () => made('a.aac', [...tune, ...short, '-c:a', 'aac']), 'shorter'],
  ])('%s', async (name, make, expected) => {
    const bytes = await make();
    const outcomes: string[] = [];
    for (let tenth = 0; tenth < 10; tenth++) {
      const end = Math.floor((bytes.length * (tenth + 0.5)) / 10);
      const { outcome, reason } = await judge(name, bytes.subarray(0, end));
      outcomes.push(outcome === 415 || outcome === 'failed' ? 'fails' : String(outcome));
      if (outcome === 'failed') expect(reason).toMatch(/incomplete or damaged|no sound|no picture/i);
    }
    if (expected === 'fails') expect(outcomes).toEqual(Array(10).fill('fails'));
    else expect(outcomes.join(' ')).toMatch(/^(fails|ready| )+$/);
  });
});
