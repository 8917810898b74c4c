import { z } from 'zod';
import { endsInsideBox } from './boxes.ts';
import { MediaError } from './errors.ts';
import type { Kind } from './kind.ts';
import { endsInsideRiff } from './riff.ts';
import { input, type RunOptions, run } from './tools.ts';

/** What a file is, as far as its own content says. */
export interface Facts {
  /** Seconds; `null` for what has no length of its own. */
  duration: number | null;
  /** As shown: upright, with square pixels. */
  width: number | null;
  height: number | null;
  /** Kept for whoever wants to know more; never used to decide. */
  metadata: Record<string, unknown>;
}

const longest = 24 * 3600;
const largestSide = 8192;
/** Bytes in which ffprobe names the packets of 24 hours of sound, some 90 MB. */
const mostPackets = 128 * 2 ** 20;
// What demuxers say when the file ends before it should; they go on and exit with 0. Everything else they complain about
// (odd timestamps, padding) plays.
const damage = /partial file|ended prematurely|moov atom not found|error reading header|Invalid data found|End of file|truncat/i;

// Only these: titles and the like may be as long as the whole file.
const entries = `stream=codec_type,codec_name,profile,pix_fmt,width,height,sample_aspect_ratio,avg_frame_rate,r_frame_rate,field_order,color_transfer,sample_rate,channels,duration:stream_disposition=attached_pic:stream_side_data=rotation:format=duration`;

const Count = z.coerce.number().optional().catch(undefined);
const Stream = z.object({
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  profile: z.string().optional(),
  pix_fmt: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  sample_aspect_ratio: z.string().optional(),
  avg_frame_rate: z.string().optional(),
  r_frame_rate: z.string().optional(),
  field_order: z.string().optional(),
  color_transfer: z.string().optional(),
  sample_rate: Count,
  channels: z.number().optional(),
  duration: Count,
  disposition: z.object({ attached_pic: z.number() }).optional(),
  side_data_list: z.array(z.object({ rotation: z.number().optional() })).optional(),
});
export type Stream = z.infer<typeof Stream>;
const Answer = z.object({ streams: z.array(Stream).default([]), format: z.object({ duration: Count }).optional() });

/** A video or sound as it lies in its file: what decides whether it plays as it is. */
export interface Probed {
  facts: Facts;
  video: Stream | null;
  audio: Stream | null;
}

/**
 * Reads a video or sound to its end with ffprobe: what is in it, and whether it is whole. Throws MediaError for what is
 * damaged, too large or too long.
 */
export async function probe(file: string, kind: Kind & { demuxer: string }, options: RunOptions): Promise<Probed> {
  const args = ['-v', 'error', '-count_packets', '-show_entries', entries, '-of', 'json', ...input(file, kind.demuxer)];
  const { code, stdout, stderr } = await run('ffprobe', args, options);
  if (code !== 0 || damage.test(stderr) || (await isCutOff(file, kind))) throw broken();
  const { streams, format } = Answer.parse(JSON.parse(stdout.toString('utf8')));
  const video = streams.find(stream => stream.codec_type === 'video' && stream.disposition?.attached_pic !== 1);
  const audio = streams.find(stream => stream.codec_type === 'audio');
  if (!video && !audio) throw broken();
  if (kind.type === 'video' && !video) throw new MediaError('There is no picture in this video.');
  if (kind.type === 'audio' && !audio) throw new MediaError('There is no sound in this file.');

  if (kind.type === 'video' && video) checkPicture(video);

  const said = format?.duration || video?.duration || audio?.duration;
  // What a sound's header says of its length is often an estimate; a recording that was cut off says nothing.
  const duration = kind.type === 'audio' || !said ? await lastInstant(file, kind, options) : said;
  if (!duration || duration <= 0) throw broken();
  if (duration > longest) throw new MediaError('It is longer than 24 hours.');
  const size = kind.type === 'video' && video ? shownSize(video) : null;
  const facts = {
    duration: Math.round(duration * 1000) / 1000,
    width: size?.width ?? null,
    height: size?.height ?? null,
    metadata: { ...(kind.type === 'video' && video ? { video: aboutVideo(video) } : {}), ...(audio ? { audio: aboutAudio(audio) } : {}) },
  };
  return { facts, video: (kind.type === 'video' && video) || null, audio: audio ?? null };
}

async function isCutOff(file: string, { demuxer }: Kind): Promise<boolean> {
  if (demuxer === 'mov') return endsInsideBox(file);
  return (demuxer === 'avi' || demuxer === 'wav') && endsInsideRiff(file);
}

export const broken = () => new MediaError('The file is incomplete or damaged.');

function checkPicture({ width, height }: Stream): void {
  if (!width || !height) throw broken();
  if (Math.max(width, height) > largestSide)
    throw new MediaError(`The picture has ${width} × ${height} pixels; at most ${largestSide} in either direction can be shown.`);
}

/** The end of the last packet. A day of sound has millions: they are looked at as they come by. */
async function lastInstant(file: string, kind: Kind & { demuxer: string }, options: RunOptions): Promise<number | null> {
  const packets = ['-v', 'error', '-show_entries', 'packet=pts_time,duration_time', '-of', 'csv=p=0'];
  let last = 0;
  let rest = '';
  const onOutput = (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [start = Number.NaN, length = 0] = line.split(',').map(Number);
      const end = start + (Number.isFinite(length) ? length : 0);
      if (end > last) last = end;
    }
  };
  await run('ffprobe', [...packets, ...input(file, kind.demuxer)], { ...options, onOutput, maxOutput: mostPackets });
  return last > 0 ? last : null;
}

function shownSize({ width = 0, height = 0, sample_aspect_ratio, side_data_list }: Stream): { width: number; height: number } {
  const [across = 0, down = 0] = (sample_aspect_ratio ?? '1:1').split(':').map(Number);
  const stretched = across > 0 && down > 0 ? Math.max(1, Math.round((width * across) / down)) : width;
  const rotation = side_data_list?.find(data => data.rotation !== undefined)?.rotation ?? 0;
  return Math.abs(rotation) % 180 === 90 ? { width: height, height: stretched } : { width: stretched, height };
}

function aboutVideo({ codec_name, profile, pix_fmt, avg_frame_rate }: Stream) {
  return {
    codec: codec_name,
    profile,
    pixel_format: pix_fmt,
    frame_rate: frameRate(avg_frame_rate),
  };
}

/** Frames a second of a fraction as ffprobe writes it, `30000/1001`; `null` when it does not know. */
export function frameRate(fraction: string | undefined): number | null {
  const [frames = 0, seconds = 0] = (fraction ?? '').split('/').map(Number);
  return frames > 0 && seconds > 0 ? Math.round((frames / seconds) * 1000) / 1000 : null;
}

function aboutAudio({ codec_name, channels, sample_rate }: Stream) {
  return { codec: codec_name, channels, sample_rate };
}
