import { Countdown } from '../countdown.ts';
import { fitSlide } from '../editorial/fit.ts';
import { countSlides, makeSlide } from '../editorial/slides.ts';
import { readSlides, type Slides } from '../editorial/snapshot.ts';
import { slideStyle } from '../editorial/style.ts';
import type { Surroundings } from '../types.ts';
import { frames } from '../wait.ts';
import { fill, type Layer } from './layer.ts';
import { fetchText } from './text.ts';

/** After the last slide the item is over: the first must not flash up for a moment before the hand-over, ms. */
const LAST_LONGER = 600;

/** An editorial's items as native slides, one after the other. `now`: epoch ms. */
export function createEditorialLayer(around: () => Surroundings, now: () => number): Layer {
  const holder = document.createElement('div');
  fill(holder);
  const root = holder.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [slideStyle()];
  let slides: Slides | null = null;
  let index = 0;
  let turn: Countdown | null = null;
  let running = false;

  const fit = () => {
    const slide = root.firstElementChild;
    if (slide instanceof HTMLElement) fitSlide(slide);
  };
  const resized = new ResizeObserver(fit);

  function draw(): void {
    if (!slides) return;
    root.replaceChildren(makeSlide(slides, index, around(), now()));
    fit();
    turn?.pause();
    const count = countSlides(slides);
    if (count < 2) return;
    const seconds = slides.seconds_per_item;
    turn = new Countdown(seconds * 1000 + (index === count - 1 ? LAST_LONGER : 0), () => {
      index = (index + 1) % count;
      draw();
    });
    if (running) turn.start();
  }

  return {
    element: holder,
    async load(_item, source, signal) {
      slides = readSlides(source.text ? await source.text() : await fetchText(source.url, signal));
      if (signal.aborted) return;
      index = 0;
      draw();
      resized.observe(holder);
      await frames(2);
    },
    start() {
      running = true;
      turn?.start();
    },
    pause() {
      running = false;
      turn?.pause();
    },
    adjust() {},
    position: null,
    length: null,
    again() {},
    unload() {
      running = false;
      resized.disconnect();
      turn?.pause();
      turn = null;
      slides = null;
      root.replaceChildren();
    },
  };
}
