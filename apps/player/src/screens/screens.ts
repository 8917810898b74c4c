import { texts } from '../i18n.ts';
import { ALERT, drawing, h, say } from './dom.ts';
import { IdleScreen } from './idle-screen.ts';
import { PairingScreen } from './pairing-screen.ts';

/** What lies over the stage: `none` leaves the picture free. */
export type ScreenName = 'none' | 'idle' | 'pairing' | 'revoked' | 'replaced';

/** The full screens that are no content, one at a time; above them black, and identification above everything: whoever asks for it stands before the glass. */
export class Screens {
  readonly idle = new IdleScreen();
  readonly pairing = new PairingScreen();
  readonly #message = h('section', 'message');
  readonly #identity = h('section', 'identity');
  readonly #black = h('section', 'black');
  readonly #host: HTMLElement;
  #shown: ScreenName = 'none';
  #identifying: ReturnType<typeof setTimeout> | undefined;

  constructor(host: HTMLElement) {
    this.#host = host;
    this.#identity.hidden = true;
    this.#black.hidden = true;
    host.append(this.#black, this.#identity);
  }

  show(name: ScreenName): void {
    if (name === this.#shown) return;
    this.#shown = name;
    for (const screen of [this.idle.element, this.pairing.element, this.#message]) screen.remove();
    const screen = this.#screen(name);
    if (screen) this.#host.prepend(screen);
  }

  blank(on: boolean): void {
    this.#black.hidden = !on;
  }

  /** Lays name and colour over the picture, so that someone in front of it can tell which screen this is. */
  identify(name: string, place: string, id: number, seconds: number): void {
    const label = h('p', '', texts.player);
    const title = h('h1', '');
    say(title, name || `#${id}`);
    this.#identity.replaceChildren(label, title, h('p', '', place));
    // The golden angle: neighbours in the list get colours far apart.
    this.#identity.style.setProperty('--hue', String(Math.round((id * 137.508) % 360)));
    this.#identity.hidden = false;
    clearTimeout(this.#identifying);
    this.#identifying = setTimeout(() => {
      this.#identity.hidden = true;
    }, seconds * 1000);
  }

  #screen(name: ScreenName): HTMLElement | null {
    switch (name) {
      case 'none':
        return null;
      case 'idle':
        return this.idle.element;
      case 'pairing':
        return this.pairing.element;
      case 'revoked':
        return this.#messageOf(texts.revokedTitle, texts.revokedText);
      case 'replaced':
        return this.#messageOf(texts.replacedTitle, texts.replacedText);
    }
  }

  #messageOf(title: string, text: string): HTMLElement {
    this.#message.replaceChildren(drawing(ALERT, 'icon'), h('h1', '', title), h('p', '', text));
    return this.#message;
  }
}
