import { frames } from '../wait.ts';
import { fill, type Layer } from './layer.ts';
import { fetchText } from './text.ts';

/**
 * A page in a frame without an origin. `srcdoc`, because a sandboxed frame goes past the service worker and fires
 * `load` even on an error page; a fresh frame each time, because scripts of the last page must not live on.
 */
export function createPageLayer(): Layer {
  const holder = document.createElement('div');
  fill(holder);
  let page: HTMLIFrameElement | null = null;

  return {
    element: holder,
    async load(item, source, signal) {
      const html = source.text ? await source.text() : await fetchText(source.url, signal);
      const frame = document.createElement('iframe');
      fill(frame);
      frame.setAttribute('sandbox', 'allow-scripts');
      frame.referrerPolicy = 'no-referrer';
      frame.title = item.title;
      frame.tabIndex = -1;
      // Pages are written for a white sheet; the frame's own ground would be transparent.
      frame.style.background = '#fff';
      await new Promise<void>(resolve => {
        frame.addEventListener('load', () => resolve(), { once: true });
        frame.srcdoc = html;
        holder.replaceChildren(frame);
        page = frame;
      });
      await frames(2);
    },
    start() {
      if (page && !holder.firstChild) holder.append(page);
    },
    pause(unseen) {
      // Nobody can silence a page from outside.
      if (unseen) holder.replaceChildren();
    },
    adjust() {},
    position: null,
    length: null,
    again() {},
    unload() {
      page = null;
      holder.replaceChildren();
    },
  };
}
