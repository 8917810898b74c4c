import { fill, type LayerEvents } from './layers/layer.ts';
import { type Ground, Slot } from './slot.ts';
import { frames } from './wait.ts';

/** Two stacked slots: one is seen, on the other the next item is made ready. */
export class Glass {
  readonly #root = document.createElement('div');
  #front: Slot;
  #back: Slot;
  #veiled = false;
  /** Counts what the back slot was used for, so that a late veil does not speak for the next item. */
  #round = 0;
  #handedOver: Promise<void> = Promise.resolve();

  /** `events` come from the item that is seen only. */
  constructor(host: HTMLElement, events: LayerEvents, ground: Ground) {
    const makeSlot = () => {
      const own: LayerEvents = {
        ended: () => slot === this.#front && events.ended(),
        failed: error => slot === this.#front && events.failed(error),
      };
      const slot: Slot = new Slot(own, ground);
      return slot;
    };
    this.#front = makeSlot();
    this.#back = makeSlot();
    fill(this.#root);
    Object.assign(this.#root.style, { overflow: 'hidden', isolation: 'isolate' });
    this.#root.append(this.#front.element, this.#back.element);
    host.append(this.#root);
  }

  get front(): Slot {
    return this.#front;
  }

  get back(): Slot {
    return this.#back;
  }

  /** The slot behind, once its last item is gone from the glass; `covered`: something lies before it. */
  async free(covered: boolean): Promise<Slot> {
    await this.#handedOver;
    this.#unveil();
    this.#back.lay(covered ? 'below' : 'veiled');
    return this.#back;
  }

  /** Has the prepared slot drawn without being seen; resolves once it is, so that it can come to the front within a frame. */
  async veil(): Promise<void> {
    if (this.#veiled) return;
    const round = this.#round;
    this.#back.lay('veiled');
    await frames(2);
    if (round === this.#round) this.#veiled = true;
  }

  /** Brings the prepared slot to the front; the other lets go once that has been drawn. */
  exchange(run: boolean): void {
    const used = this.#front;
    this.#front = this.#back;
    this.#back = used;
    this.#unveil();
    this.#front.lay('front');
    used.lay('below');
    if (run) this.#front.start();
    used.pause();
    this.#handedOver = frames(2).then(() => used.unload());
  }

  /** Takes everything off. */
  darken(): void {
    this.#unveil();
    for (const slot of [this.#front, this.#back]) {
      slot.lay('away');
      slot.unload();
    }
  }

  remove(): void {
    this.darken();
    this.#root.remove();
  }

  #unveil(): void {
    this.#round++;
    this.#veiled = false;
  }
}
