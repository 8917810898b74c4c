import type { StageItem } from '../types.ts';
import { fill, type Layer, type LayerEvents } from './layer.ts';
import { lengthOfMedia, letGo, mediaError, Sound } from './media.ts';

/** A video on one reused element: its first frame is decoded while it still lies below. */
export function createVideoLayer(events: LayerEvents): Layer {
  const video = document.createElement('video');
  fill(video);
  video.playsInline = true;
  video.preload = 'auto';
  video.disablePictureInPicture = true;
  const sound = new Sound(video, events);
  let loaded = false;
  video.addEventListener('ended', () => loaded && events.ended());
  video.addEventListener('error', () => loaded && events.failed(mediaError(video)));

  return {
    element: video,
    async load(_item: StageItem, { url }, signal) {
      const frame = firstFrame(video, signal);
      video.src = url;
      video.load();
      await frame;
      loaded = true;
    },
    start: () => sound.start(),
    pause: () => video.pause(),
    adjust(item, level) {
      video.style.objectFit = item.fit;
      sound.adjust(item, level);
    },
    get position() {
      return video.currentTime;
    },
    get length() {
      return lengthOfMedia(video);
    },
    again() {
      video.currentTime = 0;
      sound.start();
    },
    unload() {
      loaded = false;
      sound.forget();
      letGo(video);
    },
  };
}

/** Rejects at once for what can never show a picture: a codec without a decoder (HEVC says it is ready, with no size) or sound alone. */
function firstFrame(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const listening = new AbortController();
    let asked = 0;
    const settle = (error?: Error) => {
      listening.abort();
      if (asked) video.cancelVideoFrameCallback(asked);
      if (error) reject(error);
      else resolve();
    };
    const options = { signal: listening.signal };
    signal.addEventListener('abort', () => settle(new Error('aborted')), options);
    video.addEventListener('error', () => settle(mediaError(video)), options);
    video.addEventListener(
      'loadeddata',
      () => {
        if (video.videoWidth === 0) settle(new Error('no picture can be decoded'));
        // A hidden page presents no frames: there the decoded data has to do.
        else if (document.hidden || !('requestVideoFrameCallback' in video)) settle();
      },
      options,
    );
    if ('requestVideoFrameCallback' in video) asked = video.requestVideoFrameCallback(() => settle());
  });
}
