import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp, { type Sharp } from 'sharp';

const run = promisify(execFile);

/** What a file must look and sound like once it plays, whatever was done to it before. */
export interface Look {
  type: 'video' | 'image' | 'audio' | 'html';
  /** Upright, in square pixels; `null`: has no picture of its own. */
  size: [width: number, height: number] | null;
  /** Seconds; `null` for what has no length. */
  duration: number | null;
  sound: boolean;
}

export interface MediaFile {
  name: string;
  look: Look;
  bytes(): Promise<Buffer>;
}

/** Corners of the colour card, upright: top left, top right, bottom left, bottom right. */
export const corners = ['red', 'green', 'blue', 'yellow'] as const;
export type Corner = (typeof corners)[number];

/** Which corner's colour this is, whatever codecs and tone mapping did to it; `null` for none of them. */
export function cornerOf([red = 0, green = 0, blue = 0]: ArrayLike<number> & Iterable<number>): Corner | null {
  const bright = Math.max(red, green, blue);
  const [r, g, b] = [red, green, blue].map(value => value > bright * 0.6);
  if (bright < 90) return null;
  if (r && g && !b) return 'yellow';
  if (r && !g && !b) return 'red';
  if (g && !r && !b) return 'green';
  return b && !r && !g ? 'blue' : null;
}

/** A card of four colours, each of its own corner. */
async function colourCard(width: number, height: number): Promise<Buffer> {
  const [w, h] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const tile = (fill: string, x: number, y: number) => `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}"/>`;
  const tiles = [tile('#d02020', 0, 0), tile('#20b020', w, 0), tile('#2030d0', 0, h), tile('#d0c020', w, h)];
  return sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${tiles.join('')}</svg>`))
    .removeAlpha()
    .png()
    .toBuffer();
}

/** Calls ffmpeg in a folder of its own that holds the card; returns the file's bytes. */
async function ffmpeg(name: string, width: number, height: number, steps: readonly (readonly string[])[]): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'tvs-made-'));
  try {
    await writeFile(join(folder, 'card.png'), await colourCard(width, height));
    for (const args of steps) await run('ffmpeg', ['-v', 'error', '-y', '-threads', '1', ...args], { cwd: folder });
    return await readFile(join(folder, name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Film {
  size?: [number, number];
  /** As shown, where that is another. */
  shown?: [number, number];
  seconds?: number;
  rate?: number;
  sound?: readonly string[];
  filter?: string;
  /** What a second step does with the first's file, before and after it is named. */
  from?: readonly string[];
  second?: readonly string[];
  duration?: number;
}

const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
const hevc = (more = '') => ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', `log-level=error${more}`, '-tag:v', 'hvc1'];
const vp = (codec: string) => ['-c:v', codec, '-deadline', 'realtime', '-cpu-used', '8', '-pix_fmt', 'yuv420p'];
const front = ['-movflags', '+faststart'];
const aac = ['-c:a', 'aac'];

function film(name: string, codec: readonly string[], options: Film = {}): MediaFile {
  const { size = [160, 90], shown = size, seconds = 0.7, rate = 25, sound, filter, from = [], second, duration = seconds } = options;
  const picture = ['-loop', '1', '-framerate', String(rate), '-t', String(seconds), '-i', 'card.png'];
  const tone = sound ? ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}:sample_rate=48000`] : [];
  const first = [...picture, ...tone, ...(filter ? ['-vf', filter] : []), ...codec, ...(sound ?? []), second ? 'first.mp4' : name];
  const steps = second ? [first, [...from, '-i', 'first.mp4', ...second, name]] : [first];
  return {
    name,
    look: { type: 'video', size: shown, duration, sound: sound !== undefined },
    bytes: () => ffmpeg(name, ...size, steps),
  };
}

/** As phones write it: the picture lies in the file, and a matrix says how to turn it. */
function turned(name: string, degrees: 90 | 180 | 270, codec: readonly string[], sound: readonly string[] = aac): MediaFile {
  const lying = { 90: 'transpose=1', 180: 'hflip,vflip', 270: 'transpose=2' }[degrees];
  const size: [number, number] = degrees === 180 ? [160, 90] : [90, 160];
  return film(name, codec, { size, sound, filter: lying, second: ['-c', 'copy', '-metadata:s:v', `rotate=${degrees}`] });
}

function sound(name: string, args: readonly string[], options: { seconds?: number; rate?: number; plays?: number } = {}): MediaFile {
  const { seconds = 0.7, rate = 44_100, plays = seconds } = options;
  const tone = ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}:sample_rate=${rate}`];
  const look: Look = { type: 'audio', size: null, duration: plays, sound: true };
  return { name, look, bytes: () => ffmpeg(name, 64, 64, [[...tone, ...args, name]]) };
}

function still(name: string, make: (card: Sharp) => Sharp, size: [number, number] = [160, 90], shown: [number, number] = size): MediaFile {
  const bytes = async () => make(sharp(await colourCard(...size))).toBuffer();
  return { name, look: { type: 'image', size: shown, duration: null, sound: false }, bytes };
}

/** A picture that lies in its file, with the orientation (EXIF) that sets it upright. */
function lying(name: string, orientation: number, lay: (card: Sharp) => Sharp): MediaFile {
  const size: [number, number] = orientation > 4 ? [90, 160] : [160, 90];
  return still(name, card => lay(card).withMetadata({ orientation }), size);
}

function moving(name: string, codec: readonly string[]): MediaFile {
  const made = film(name, codec, { rate: 5 });
  return { ...made, look: { ...made.look, type: 'image', duration: null } };
}

const wide = 'setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709,zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt2020';
const hdr = (transfer: 'smpte2084' | 'arib-std-b67') => ({
  filter: `format=gbrp,${wide},zscale=t=${transfer}:m=bt2020nc:r=tv:npl=100,format=yuv420p10le`,
  codec: hevc(`:colorprim=bt2020:transfer=${transfer}:colormatrix=bt2020nc`),
});

/** The fourteen kinds of file in the ways phones, cameras, recorders and editors write them; small, at most a second. */
export const mediaFiles: readonly MediaFile[] = [
  turned('phone-90.mov', 90, h264),
  turned('phone-180.mp4', 180, h264),
  turned('phone-270.mov', 270, hevc()),
  film('variable-rate.mp4', h264, {
    filter: "select='lt(n,8)+not(mod(n,5))',setpts=PTS",
    sound: aac,
    second: ['-vsync', 'vfr', ...h264, ...aac],
  }),
  film('index-last.mp4', [...h264, '-bf', '2'], { sound: aac }),
  film('hlg.mov', hdr('arib-std-b67').codec, { filter: hdr('arib-std-b67').filter, sound: aac }),
  film('pq.mp4', hdr('smpte2084').codec, { filter: hdr('smpte2084').filter }),
  film('odd.mkv', ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv444p'], { size: [161, 91], shown: [162, 92] }),
  film('444.mp4', ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv444p', ...front]),
  film('surround.mkv', h264, { sound: ['-c:a', 'ac3', '-ac', '6'] }),
  film('blink.mp4', [...h264, ...front], { seconds: 0.3, rate: 30 }),
  film('interlaced.mkv', ['-c:v', 'mpeg2video', '-flags', '+ildct+ilme', '-vf', 'setfield=tff'], { sound: ['-c:a', 'mp2'] }),
  film('interlaced.avi', ['-c:v', 'mpeg2video', '-flags', '+ildct+ilme', '-vf', 'setfield=bff'], { sound: ['-c:a', 'adpcm_ms'] }),
  film('stretched.avi', ['-c:v', 'mpeg4', '-vtag', 'DIVX'], {
    size: [120, 96],
    filter: 'setsar=16/15',
    shown: [128, 96],
    sound: ['-c:a', 'pcm_s16le'],
  }),
  film('stretched.mp4', [...h264, ...front], { size: [120, 90], filter: 'setsar=4/3', shown: [160, 90] }),
  film('photo-camera.avi', ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj422p'], { sound: ['-c:a', 'pcm_u8', '-ar', '11025', '-ac', '1'] }),
  film('thin.webm', vp('libvpx-vp9'), { size: [640, 16] }),
  film('tall.mkv', h264, { size: [16, 640] }),
  film('slow-motion.mp4', [...h264, ...front], { rate: 120 }),
  film('edit-list.mp4', [...h264, '-bf', '2', '-g', '50'], {
    seconds: 1,
    sound: aac,
    from: ['-ss', '0.4'],
    second: ['-c', 'copy', ...front],
    duration: 0.6,
  }),
  film('before-zero.mkv', h264, {
    sound: ['-c:a', 'libopus'],
    second: ['-c', 'copy', '-avoid_negative_ts', 'disabled', '-output_ts_offset', '-0.5'],
  }),
  film('late.mov', h264, { sound: aac, second: ['-c', 'copy', '-output_ts_offset', '5'] }),
  film('cover-first.mp4', h264, {
    sound: aac,
    second: ['-i', 'card.png', '-map', '1', '-map', '0', '-c', 'copy', '-disposition:v:0', 'attached_pic'],
  }),
  film('pieces.mp4', h264, { sound: aac, second: ['-c', 'copy', '-movflags', 'frag_keyframe+empty_moov+default_base_moof'] }),
  film('time-code.mov', [...h264, '-timecode', '01:00:00:00'], { sound: ['-c:a', 'pcm_s16be'] }),
  film('old.webm', vp('libvpx'), { sound: ['-c:a', 'libvorbis'] }),
  film('new.webm', ['-c:v', 'libaom-av1', '-cpu-used', '8', '-usage', 'realtime', '-pix_fmt', 'yuv420p'], { sound: ['-c:a', 'libopus'] }),
  film('ten-bit.webm', ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-pix_fmt', 'yuv420p10le']),
  turned('vp9-turned.mp4', 90, vp('libvpx-vp9'), ['-c:a', 'libopus']),
  film('xvid.avi', ['-c:v', 'mpeg4', '-vtag', 'XVID', '-bf', '2'], { sound: ['-c:a', 'libmp3lame'] }),

  still('print.jpg', card => card.toColourspace('cmyk').jpeg()),
  still('slowly.jpeg', card => card.jpeg({ progressive: true, chromaSubsampling: '4:4:4' })),
  lying('on-its-side.jpg', 6, card => card.rotate(270).jpeg()),
  lying('on-its-head.jpg', 3, card => card.rotate(180).jpeg()),
  lying('other-side.jpg', 8, card => card.rotate(90).jpeg()),
  lying('mirrored.jpg', 2, card => card.flop().jpeg()),
  lying('on-its-side.webp', 6, card => card.rotate(270).webp()),
  still('deep.png', card => card.toColourspace('rgb16').png({ progressive: true })),
  still('clear.png', card => card.ensureAlpha(0.9).png()),
  still('palette.gif', card => card.gif()),
  still('sliver.png', card => card.png(), [640, 16]),
  moving('moving.gif', []),
  moving('moving.webp', ['-c:v', 'libwebp_anim', '-loop', '0']),

  sound('plain.mp3', ['-c:a', 'libmp3lame', '-write_xing', '0', '-q:a', '5', '-id3v2_version', '0']),
  {
    ...sound('with-cover.mp3', []),
    bytes: () =>
      ffmpeg('with-cover.mp3', 160, 90, [
        [
          '-f',
          'lavfi',
          '-i',
          'sine=d=0.7',
          '-i',
          'card.png',
          '-map',
          '0',
          '-map',
          '1',
          '-c:v',
          'mjpeg',
          '-disposition:v',
          'attached_pic',
          '-metadata',
          'title=Olá',
          'with-cover.mp3',
        ],
      ]),
  },
  // The encoder's delay is 0.15 s at this rate; browsers leave it out.
  sound('telephone.mp3', ['-c:a', 'libmp3lame', '-ac', '1'], { rate: 8000, plays: 0.77 }),
  sound('studio.wav', ['-c:a', 'pcm_s24le'], { rate: 96_000 }),
  sound('float.wav', ['-c:a', 'pcm_f32le']),
  sound('dictated.wav', ['-c:a', 'adpcm_ms']),
  sound('answering-machine.wav', ['-c:a', 'pcm_mulaw', '-ac', '1'], { rate: 8000 }),
  sound('surround.wav', ['-c:a', 'pcm_s16le', '-ac', '6']),
  sound('note.ogg', ['-c:a', 'libopus', '-ac', '1'], { rate: 48_000 }),
  sound('free.ogg', ['-c:a', 'libvorbis', '-ac', '2']),
  sound('lossless.ogg', ['-c:a', 'flac']),
  sound('radio.aac', ['-c:a', 'aac', '-ac', '2']),
  sound('click.wav', [], { seconds: 0.3 }),
  {
    name: 'menu.html',
    look: { type: 'html', size: null, duration: null, sound: false },
    bytes: async () =>
      Buffer.from('<!doctype html><meta charset="utf-8"><body><script>parent.postMessage("drawn " + location.origin, "*")</script></body>'),
  },
];
