import { frames } from '../wait.ts';
import { fill, type Layer } from './layer.ts';

/** A picture, decoded before it is shown. */
export function createImageLayer(): Layer {
  const image = document.createElement('img');
  fill(image);
  image.alt = '';
  // Drawn in the same frame as the layer itself: asynchronous decoding may leave a hole in the first one.
  image.decoding = 'sync';

  return {
    element: image,
    async load(_item, { url }) {
      image.src = url;
      try {
        await image.decode();
      } catch {
        throw new Error('the picture cannot be decoded');
      }
      await frames(2);
    },
    start() {},
    pause() {},
    adjust(item) {
      image.style.objectFit = item.fit;
    },
    position: null,
    length: null,
    again() {},
    unload: () => image.removeAttribute('src'),
  };
}
