/** A headline no smaller than this share of what is drawn, and all else no smaller than can be read from afar: before that a long text is shortened. */
const READABLE = 0.45;
const SMALLEST = 0.2;
/** How far a menu of one slide grows into room that is left. One of several keeps its size: its slides would differ. */
const LARGEST = 1.7;

/** Sizes the text of a slide so that nothing of it is cut off. Its longest text gives way before all becomes too small to read. */
export function fitSlide(slide: HTMLElement): void {
  const room = slide.querySelector<HTMLElement>('.room');
  if (!room || room.clientHeight === 0) return;
  const sentence = room.querySelector<HTMLElement>('.sentence');
  // What was cut for less room stands whole again.
  if (sentence?.dataset.whole !== undefined) sentence.textContent = sentence.dataset.whole;
  const scale = (factor: number) => {
    slide.style.setProperty('--k', String(factor));
    slide.style.setProperty('--least', factor < READABLE ? '0' : '1');
  };
  const fits = () => room.scrollHeight <= room.clientHeight + 1 && room.scrollWidth <= room.clientWidth + 1;
  const fitsAt = (factor: number) => {
    scale(factor);
    return fits();
  };
  if (fitsAt(1)) {
    if (slide.matches('.menu') && !slide.querySelector('.steps i')) scale(search(1, LARGEST, fitsAt));
    return;
  }
  if (!fitsAt(READABLE)) shorten(sentence, fits);
  const least = fits() ? READABLE : SMALLEST;
  scale(search(least, least === READABLE ? 1 : READABLE, fitsAt));
}

/** Cuts at a word, with an ellipsis, to the longest that fits. */
function shorten(sentence: HTMLElement | null, fits: () => boolean): void {
  if (!sentence) return;
  sentence.dataset.whole ??= sentence.textContent ?? '';
  const words = sentence.dataset.whole.split(/\s+/);
  const say = (count: number) => {
    sentence.textContent = count >= words.length ? words.join(' ') : count < 1 ? '' : `${words.slice(0, count).join(' ')}…`;
  };
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    say(middle);
    if (fits()) low = middle;
    else high = middle - 1;
  }
  say(low);
}

/** The largest of seven halvings between `low` and `high` for which `good` holds, else `low`. */
function search(low: number, high: number, good: (value: number) => boolean): number {
  let [least, most] = [low, high];
  for (let step = 0; step < 7; step++) {
    const middle = (least + most) / 2;
    if (good(middle)) least = middle;
    else most = middle;
  }
  return least;
}
