import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { MediaError } from './errors.ts';
import type { Kind } from './kind.ts';
import type { Plan } from './plan.ts';
import type { Probed, Stream } from './probe.ts';
import { openRoom, requireRoom } from './room.ts';
import { input, type RunOptions, run } from './tools.ts';

/** 1080p, whichever way up. */
const longSide = 1920;
const shortSide = 1080;
const quietly = ['-v', 'error', '-nostdin', '-y', '-nostats', '-progress', 'pipe:1', '-fflags', '+genpts'];
/** Where and with what it was recorded is nobody's business on a screen. */
const nothingElse = ['-map_metadata', '-1', '-map_chapters', '-1', '-sn', '-dn'];
/** Milliseconds that encoding may take: so much at least, and so much for each second of the file. */
const atLeast = 600_000;
const forEachSecond = 20_000;

export interface RenderOptions extends Pick<RunOptions, 'signal'> {
  /** Hears how far it is, 0 to 1. */
  onProgress?: (share: number) => void;
}

export const mimeOf = { mp4: 'video/mp4', webm: 'video/webm', m4a: 'audio/mp4' } as const;

/**
 * Writes the rendition to a new file. Throws MediaError when the file can not be decoded, it took too long, or there is no room for
 * what becomes of it: the disk is never filled.
 */
export async function render(
  source: { file: string; kind: Kind & { demuxer: string } },
  target: string,
  plan: Plan,
  probed: Probed,
  options: RenderOptions,
): Promise<void> {
  // What is only moved to another container stays as large as it is; how large the rest becomes nobody knows.
  const expected = plan.video === 'copy' ? (await stat(source.file)).size : 0;
  const room = await openRoom(dirname(target), expected).catch(() => Promise.reject(new NoRoom()));
  const outOfRoom = new AbortController();
  let written = 0;
  const onProgress = (share: number) => {
    const reached = Math.max(written, Math.floor(share * expected));
    room.wrote(reached - written);
    written = reached;
    if (expected === 0) requireRoom(dirname(target), 0).catch((error: unknown) => outOfRoom.abort(error));
    options.onProgress?.(share);
  };
  const signal = options.signal ? AbortSignal.any([options.signal, outOfRoom.signal]) : outOfRoom.signal;
  try {
    await convert(source, target, plan, probed, { signal, onProgress });
  } catch (error) {
    throw outOfRoom.signal.aborted && !options.signal?.aborted ? new NoRoom() : error;
  } finally {
    room.leave();
  }
}

async function convert(
  source: { file: string; kind: Kind & { demuxer: string } },
  target: string,
  plan: Plan,
  probed: Probed,
  { signal, onProgress }: RenderOptions,
): Promise<void> {
  const seconds = probed.facts.duration ?? 0;
  const args = [
    ...quietly,
    '-threads',
    String(Math.max(1, availableParallelism() - 1)),
    ...input(source.file, source.kind.demuxer),
    ...pictureArgs(plan, probed),
    ...soundArgs(plan),
    ...nothingElse,
    ...(plan.container === 'webm' ? ['-f', 'webm'] : ['-movflags', '+faststart', '-f', 'mp4']),
    target,
  ];
  const { code, stderr } = await run('ffmpeg', args, {
    timeout: atLeast + seconds * forEachSecond,
    signal,
    onOutput: text => onProgress?.(shareOf(text, seconds)),
  });
  if (code !== 0)
    throw /No space left/i.test(stderr)
      ? new NoRoom()
      : new MediaError('This file can not be converted: it is damaged or of an unknown kind.');
}

/** Nothing is wrong with the file. */
export class NoRoom extends MediaError {
  constructor() {
    super('There is no room left on the server to convert this file. Make room, then try again.');
  }
}

/** From ffmpeg's last word, `out_time_us=1234567`. */
function shareOf(text: string, seconds: number): number {
  const done =
    Number(
      text
        .match(/out_time_us=(\d+)/g)
        ?.at(-1)
        ?.slice(12) ?? 0,
    ) / 1e6;
  return seconds > 0 ? Math.min(1, done / seconds) : 0;
}

function pictureArgs(plan: Plan, { video, facts }: Probed): string[] {
  if (plan.video === 'drop' || !video) return ['-vn'];
  const map = ['-map', '0:V:0'];
  if (plan.video === 'copy') return [...map, '-c:v', 'copy'];
  const encoder = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '21', '-maxrate', '12M', '-bufsize', '24M', '-profile:v', 'high'];
  return [...map, '-vf', filters(video, facts), '-fpsmax', '60', ...encoder];
}

function filters(video: Stream, { width, height }: Probed['facts']): string {
  const { w, h } = fitted(width ?? 2, height ?? 2);
  const isHdr = video.color_transfer === 'smpte2084' || video.color_transfer === 'arib-std-b67';
  return [
    ...(video.field_order && !['progressive', 'unknown'].includes(video.field_order) ? ['bwdif=deint=interlaced'] : []),
    `scale=${w}:${h}:flags=lanczos`,
    'setsar=1',
    ...(isHdr ? toStandardRange : []),
    'format=yuv420p',
  ].join(',');
}

/** Phones record in high dynamic range, which looks grey where it is taken for standard range. */
const toStandardRange = [
  'zscale=t=linear:npl=100',
  'format=gbrpf32le',
  'zscale=p=bt709',
  'tonemap=hable:desat=0',
  'zscale=t=bt709:m=bt709:r=tv',
];

/** Inside of 1080p, in even numbers, as H.264 needs them. */
function fitted(width: number, height: number): { w: number; h: number } {
  const share = Math.min(1, longSide / Math.max(width, height), shortSide / Math.min(width, height));
  const even = (side: number) => Math.max(2, 2 * Math.round((side * share) / 2));
  return { w: even(width), h: even(height) };
}

function soundArgs(plan: Plan): string[] {
  if (plan.audio === 'drop') return ['-an'];
  const map = ['-map', '0:a:0'];
  if (plan.audio === 'copy') return [...map, '-c:a', 'copy'];
  const codec = plan.container === 'webm' ? ['libopus', '-b:a', '128k'] : ['aac', '-b:a', '160k'];
  return [...map, '-c:a', ...codec, '-ac', '2', '-ar', '48000'];
}
