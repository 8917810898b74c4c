import { qr } from '@tvs/stage';
import { texts } from '../i18n.ts';
import { ALERT, CHECK, drawing, h, LOGO, say } from './dom.ts';

export interface PairingView {
  /** `null` until the server gave one. */
  code: string | null;
  /** Ms until a new code comes. */
  remaining: number | null;
  reachable: boolean;
  /** The key of before was taken away. */
  revoked: boolean;
}

/** The code in letters that are read from six metres, one way to type it and one for a camera. */
export class PairingScreen {
  readonly element: HTMLElement;
  readonly #code = h('div', 'code');
  readonly #qr = h('div', 'qr');
  readonly #status = h('span', 'status');
  readonly #expiry = h('span', 'expiry');
  #drawn = '';
  #said = '';

  constructor() {
    const steps = h('ol', '');
    steps.append(step(1, `${texts.openOn} `, location.host), step(2, `${texts.inPlayers} `, texts.pairScreen), step(3, texts.typeCode));
    const left = h('div', 'words', h('p', 'label', texts.code), this.#code, steps);
    const right = h('div', 'camera', this.#qr, h('p', '', texts.orScan));
    const brand = h('div', 'brand', drawing(LOGO, 'logo'), 'TVS');
    this.element = h('section', 'pairing', brand, h('main', '', left, right), h('footer', '', this.#status, this.#expiry));
  }

  show({ code, remaining, reachable, revoked }: PairingView): void {
    if (code !== null && code !== this.#drawn) {
      this.#drawn = code;
      const half = Math.ceil(code.length / 2);
      this.#code.replaceChildren(h('span', '', code.slice(0, half)), h('span', '', code.slice(half)));
      this.#qr.replaceChildren(qr(`${location.origin}/players?pair=${encodeURIComponent(code)}`) ?? '');
    }
    this.element.classList.toggle('waiting', code === null);
    this.#fit();
    const said = !reachable ? texts.noServer : revoked ? texts.revokedNote : texts.waiting;
    if (said !== this.#said) {
      this.#said = said;
      this.#status.replaceChildren(drawing(reachable && !revoked ? CHECK : ALERT, 'icon'), said);
    }
    say(this.#expiry, remaining === null || remaining < 0 ? '' : `${texts.newCodeIn} ${minutes(remaining)}`);
  }

  /** Letters differ in width, and fonts: a wide code gets smaller, rather than push what stands beside it off the glass. */
  #fit(): void {
    const { style } = this.#code;
    style.setProperty('--fit', '1');
    const { clientWidth, scrollWidth } = this.#code;
    if (scrollWidth > clientWidth) style.setProperty('--fit', String(clientWidth / scrollWidth));
  }
}

function step(number: number, text: string, strong = ''): HTMLElement {
  return h('li', '', h('b', '', String(number)), h('span', '', text, ...(strong ? [h('strong', '', strong)] : [])));
}

function minutes(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
