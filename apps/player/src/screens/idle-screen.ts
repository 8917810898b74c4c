import { locale, texts } from '../i18n.ts';
import { drawing, HILLS, h, LOGO, PIN, say } from './dom.ts';

export interface IdleView {
  /** Epoch ms. */
  now: number;
  /** IANA zone of the location; `undefined`: not known yet, so there is no clock, which might be hours off. */
  timezone: string | undefined;
  place: string;
  name: string;
  /** Epoch ms of what plays next. */
  nextStart: number | null;
  /** What keeps the picture away, in the word for it; empty: nothing does. */
  waiting: 'connecting' | 'preparing' | 'noRoom' | '';
}

/** How far the text wanders so that nothing burns in, in units of the layout. */
const WANDER = 22;

/** A clock, a place and the next start: nothing to burn in or worry about. */
export class IdleScreen {
  readonly element: HTMLElement;
  readonly #inner: HTMLElement;
  readonly #place = h('span', '');
  readonly #pin = h('div', 'place', drawing(PIN, 'icon'), this.#place);
  readonly #time = h('div', 'time');
  readonly #date = h('div', 'date');
  readonly #next = h('span', 'next');
  readonly #name = h('span', 'name');
  #formats: { zone: string | undefined; time: Intl.DateTimeFormat; date: Intl.DateTimeFormat; day: Intl.DateTimeFormat } | undefined;

  constructor() {
    const clock = h('div', 'clock', this.#time, this.#date);
    const foot = h('footer', '', h('span', 'status', drawing(LOGO, 'logo'), this.#next), this.#name);
    this.#inner = h('div', 'inner', this.#pin, clock, foot);
    this.element = h('section', 'idle', drawing(HILLS, 'hills'), this.#inner);
  }

  show({ now, timezone, place, name, nextStart, waiting }: IdleView): void {
    const { time, date, day } = this.#formatsFor(timezone);
    this.#pin.hidden = place === '';
    say(this.#place, place);
    say(this.#time, timezone ? time.format(now) : '');
    say(this.#date, timezone ? date.format(now) : '');
    say(this.#name, name);
    if (waiting) this.#say(texts[waiting], '');
    else if (nextStart === null) this.#say(texts.noNext, '');
    else if (date.format(now) === date.format(nextStart)) this.#say(texts.nextStart, time.format(nextStart));
    else this.#say(texts.nextStartOn, `${day.format(nextStart)}, ${time.format(nextStart)}`);
    const minute = now / 60_000;
    const x = Math.sin(minute / 7) * WANDER;
    const y = Math.cos(minute / 11) * WANDER;
    this.#inner.style.transform = `translate(calc(${x.toFixed(2)} * var(--u)), calc(${y.toFixed(2)} * var(--u)))`;
  }

  #say(text: string, strong: string): void {
    const whole = strong ? `${text} ${strong}` : text;
    if (this.#next.textContent === whole) return;
    this.#next.replaceChildren(text, ...(strong ? [' ', h('b', '', strong)] : []));
  }

  #formatsFor(zone: string | undefined) {
    if (this.#formats && this.#formats.zone === zone) return this.#formats;
    const at = zone === undefined ? {} : { timeZone: zone };
    this.#formats = {
      zone,
      time: new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...at }),
      date: new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', ...at }),
      day: new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'short', ...at }),
    };
    return this.#formats;
  }
}
