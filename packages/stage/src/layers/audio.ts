import { createBars } from './bars.ts';
import { fill, type Layer, type LayerEvents } from './layer.ts';
import { lengthOfMedia, letGo, mediaError, Sound } from './media.ts';

/** Sound with something to look at: the title and quietly moving bars. */
export function createAudioLayer(events: LayerEvents): Layer {
  const holder = document.createElement('div');
  fill(holder);
  Object.assign(holder.style, {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: '6%',
    background: 'linear-gradient(#0d1c22, #14363f)',
    color: '#eef6f7',
    containerType: 'size',
  });
  const bars = createBars();
  const title = document.createElement('p');
  Object.assign(title.style, {
    margin: '0',
    maxWidth: '80%',
    textAlign: 'center',
    font: '500 5cqmin/1.3 Inter, system-ui, sans-serif',
    overflowWrap: 'anywhere',
  });
  const audio = document.createElement('audio');
  audio.preload = 'auto';
  holder.append(bars.element, title, audio);

  const sound = new Sound(audio, events);
  let loaded = false;
  audio.addEventListener('ended', () => loaded && events.ended());
  audio.addEventListener('error', () => loaded && events.failed(mediaError(audio)));

  return {
    element: holder,
    async load(item, { url }, signal) {
      title.textContent = item.title;
      await new Promise<void>((resolve, reject) => {
        const listening = { once: true, signal };
        audio.addEventListener('loadeddata', () => resolve(), listening);
        audio.addEventListener('error', () => reject(mediaError(audio)), listening);
        audio.src = url;
        audio.load();
      });
      loaded = true;
    },
    start() {
      bars.run(true);
      sound.start();
    },
    pause() {
      bars.run(false);
      audio.pause();
    },
    adjust: (item, level) => sound.adjust(item, level),
    get position() {
      return audio.currentTime;
    },
    get length() {
      return lengthOfMedia(audio);
    },
    again() {
      audio.currentTime = 0;
      sound.start();
    },
    unload() {
      loaded = false;
      sound.forget();
      bars.run(false);
      letGo(audio);
    },
  };
}
