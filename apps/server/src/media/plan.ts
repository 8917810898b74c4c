import type { Kind } from './kind.ts';
import { frameRate, type Probed, type Stream } from './probe.ts';

/** What a stream of the file becomes in the rendition. */
export type Treatment = 'copy' | 'encode' | 'drop';

/** What must be done to a file so that every browser plays it; `null`: nothing. */
export interface Plan {
  container: 'mp4' | 'webm' | 'm4a';
  video: Treatment;
  audio: Treatment;
}

/** Beyond these, the decoders of small devices give up. */
const largestSide = 4096;
const fastest = 61;

const playablePixels = new Set(['yuv420p', 'yuvj420p']);
const mp4Sound = new Set(['aac', 'mp3', 'opus', 'flac']);
const webmSound = new Set(['opus', 'vorbis']);
const oggSound = new Set(['opus', 'vorbis', 'flac']);
const waveSound = /^pcm_(u8|s16le|s24le|s32le|f32le|f64le|alaw|mulaw)$/;

/**
 * Chooses the cheapest way: as it is, put into another container, only one of the streams encoded, or both.
 * @param streamable whether an MP4 has its index in front, so that it begins to play before it is there
 */
export function planFor(kind: Kind, { video, audio }: Probed, streamable: boolean): Plan | null {
  return kind.type === 'video' && video ? planVideo(kind, video, audio, streamable) : planSound(kind, audio);
}

function planVideo(kind: Kind, video: Stream, audio: Stream | null, streamable: boolean): Plan | null {
  const container = containerFor(video, audio);
  const sounds = container === 'webm' ? webmSound : mp4Sound;
  const plan: Plan = {
    container: container ?? 'mp4',
    video: container ? 'copy' : 'encode',
    audio: audio ? (sounds.has(audio.codec_name ?? '') ? 'copy' : 'encode') : 'drop',
  };
  const asItIs = plan.video === 'copy' && plan.audio !== 'encode' && kind.name === container;
  return asItIs && (container !== 'mp4' || streamable) ? null : plan;
}

/** The container a picture goes into as it is; `null` when it has to be encoded. */
function containerFor(video: Stream, audio: Stream | null): 'mp4' | 'webm' | null {
  const { codec_name, pix_fmt, width = 0, height = 0, avg_frame_rate, field_order, side_data_list } = video;
  if (!playablePixels.has(pix_fmt ?? '') || Math.max(width, height) > largestSide) return null;
  if ((frameRate(avg_frame_rate) ?? 0) > fastest) return null;
  if (field_order && !['progressive', 'unknown'].includes(field_order)) return null;
  if (codec_name === 'h264') return 'mp4';
  // Nothing in a WebM says which way up it is.
  const isTurned = side_data_list?.some(({ rotation = 0 }) => rotation !== 0) ?? false;
  if (codec_name === 'vp8') return isTurned ? null : 'webm';
  if (codec_name !== 'vp9' && codec_name !== 'av1') return null;
  if (isTurned) return 'mp4';
  return audio && !webmSound.has(audio.codec_name ?? '') ? 'mp4' : 'webm';
}

function planSound(kind: Kind, audio: Stream | null): Plan | null {
  const codec = audio?.codec_name ?? '';
  if (kind.name === 'mp3' && codec === 'mp3') return null;
  if (kind.name === 'ogg' && oggSound.has(codec)) return null;
  if (kind.name === 'wav' && waveSound.test(codec)) return null;
  // Bare AAC says nothing of its length and can not be sought in.
  return { container: 'm4a', video: 'drop', audio: kind.name === 'aac' ? 'copy' : 'encode' };
}
