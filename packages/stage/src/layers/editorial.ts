import { Countdown } from '../countdown.ts';
import { fitSlide } from '../editorial/fit.ts';
import { countSlides, makeSlide } from '../editorial/slides.ts';
import { readSlides, type Slides } from '../editorial/snapshot.ts';
import { slideStyle } from '../editorial/style.ts';
import { slidesWithin, type Turns, worthTurning } from '../editorial/turns.ts';
import { lengthOf } from '../playlist.ts';
import type { Surroundings } from '../types.ts';
import { frames } from '../wait.ts';
import { fill, type Layer } from './layer.ts';
import { fetchText } from './text.ts';

/** An editorial's items as native slides, one after the other, from where its last showing ended. `now`: epoch ms. */
export function createEditorialLayer(around: () => Surroundings, now: () => number, turns: Turns): Layer {
  const holder = document.createElement('div');
  fill(holder);
  const root = holder.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [slideStyle()];
  let slides: Slides | null = null;
  let content = 0;
  let index = 0;
  /** How long the item is on the glass, ms. */
  let length = 0;
  let turn: Countdown | null = null;
  /** On the glass; an object of its own for each showing. */
  let showing: object | null = null;

  const fit = () => {
    const slide = root.firstElementChild;
    if (slide instanceof HTMLElement) fitSlide(slide);
  };
  const resized = new ResizeObserver(fit);

  function draw(shown: Slides): void {
    root.replaceChildren(makeSlide(shown, index, around(), now()));
    fit();
  }

  /** After so many slides' time the next comes, unless the item is about to end: it must not flash up before the hand-over. */
  function run(shown: Slides, spent: number): void {
    const each = shown.seconds_per_item * 1000;
    turn = new Countdown(each, () => {
      if (worthTurning(length, (spent + 1) * each, each)) {
        index = (index + 1) % countSlides(shown);
        draw(shown);
      }
      run(shown, spent + 1);
    });
    if (spent > 0) turn.start();
  }

  return {
    element: holder,
    async load(item, source, signal) {
      const read = readSlides(source.text ? await source.text() : await fetchText(source.url, signal));
      if (signal.aborted) return;
      slides = read;
      content = item.content_id;
      index = turns.first(content, countSlides(read));
      draw(read);
      if (countSlides(read) > 1) run(read, 0);
      resized.observe(holder);
      await frames(2);
    },
    start() {
      if (slides && !showing) {
        showing = {};
        turns.begin(content, index + slidesWithin(length, slides.seconds_per_item * 1000), showing);
      }
      turn?.start();
    },
    pause() {
      turn?.pause();
    },
    adjust(item) {
      length = lengthOf(item) ?? 0;
    },
    position: null,
    length: null,
    again() {},
    unload() {
      if (showing) turns.end(content, index + 1, showing);
      showing = null;
      resized.disconnect();
      turn?.pause();
      turn = null;
      slides = null;
      root.replaceChildren();
    },
  };
}
