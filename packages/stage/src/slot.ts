import type { Turns } from './editorial/turns.ts';
import { createAudioLayer } from './layers/audio.ts';
import { createEditorialLayer } from './layers/editorial.ts';
import { createImageLayer } from './layers/image.ts';
import { fill, type Layer, type LayerEvents } from './layers/layer.ts';
import { createPageLayer } from './layers/page.ts';
import { createVideoLayer } from './layers/video.ts';
import type { StageItem, StageOptions, StageSource, Surroundings } from './types.ts';
import { within } from './wait.ts';

/** How long an item's bytes may take to be found, ms. */
const SOURCE_TIMEOUT = 10_000;

const PLACES = { front: ['2', '1'], below: ['1', '1'], veiled: ['3', '0.001'], away: ['1', '0'] } as const;

/** What layers ask of the stage they stand on. */
export type Ground = Pick<StageOptions, 'surroundings' | 'now'> & { turns: Turns };

/** One of the stage's two sheets of glass: opaque, holding one item at a time. */
export class Slot {
  readonly element = document.createElement('div');
  readonly #events: LayerEvents;
  readonly #ground: Ground;
  readonly #layers = new Map<StageItem['type'], Layer>();
  #layer: Layer | null = null;
  #source: StageSource | null = null;

  constructor(events: LayerEvents, ground: Ground) {
    this.#events = events;
    this.#ground = ground;
    fill(this.element);
    // A layer of its own for the compositor: bringing it to the front repaints nothing.
    Object.assign(this.element.style, { background: '#000', overflow: 'hidden', willChange: 'transform' });
    this.lay('away');
  }

  /**
   * `front` is seen; `below` lies under it. `veiled` lies above it and is drawn, yet cannot be seen: a slot that is covered or
   * wholly transparent is not drawn at all, and a video then comes to the front one black frame too early.
   */
  lay(place: 'front' | 'below' | 'veiled' | 'away'): void {
    const [zIndex, opacity] = PLACES[place];
    Object.assign(this.element.style, { zIndex, opacity });
  }

  /** Resolves when the item's first frame is decoded; otherwise rejects, and the slot is empty again. */
  async load(
    item: StageItem,
    find: (item: StageItem) => Promise<StageSource>,
    level: number,
    patience: number,
    signal: AbortSignal,
  ): Promise<void> {
    this.unload();
    const finding = find(item);
    let source: StageSource | null = null;
    try {
      source = await within(SOURCE_TIMEOUT, 'the file was not found in time', signal, finding);
      this.#source = source;
      const layer = this.#layerFor(item.type);
      this.#layer = layer;
      layer.adjust(item, level);
      this.element.replaceChildren(layer.element);
      const giveUp = new AbortController();
      signal.addEventListener('abort', () => giveUp.abort(), { signal: giveUp.signal });
      try {
        await within(patience, 'no first frame in time', signal, layer.load(item, source, giveUp.signal));
      } finally {
        giveUp.abort();
      }
    } catch (error) {
      if (source === null) finding.then(late => late.release?.()).catch(() => {});
      // When aborted the slot may already serve another item: whoever aborted has emptied it.
      if (!signal.aborted) this.unload();
      throw error;
    }
  }

  start(): void {
    this.#layer?.start();
  }

  pause(unseen = false): void {
    this.#layer?.pause(unseen);
  }

  again(): void {
    this.#layer?.again();
  }

  adjust(item: StageItem, level: number): void {
    this.#layer?.adjust(item, level);
  }

  get position(): number | null {
    return this.#layer?.position ?? null;
  }

  get length(): number | null {
    return this.#layer?.length ?? null;
  }

  unload(): void {
    this.#layer?.unload();
    this.#layer = null;
    this.element.replaceChildren();
    this.#source?.release?.();
    this.#source = null;
  }

  #layerFor(type: StageItem['type']): Layer {
    const known = this.#layers.get(type);
    if (known) return known;
    const made = createLayer(type, this.#events, this.#ground);
    this.#layers.set(type, made);
    return made;
  }
}

function createLayer(type: StageItem['type'], events: LayerEvents, { surroundings = unknownPlace, now = Date.now, turns }: Ground): Layer {
  switch (type) {
    case 'video':
      return createVideoLayer(events);
    case 'audio':
      return createAudioLayer(events);
    case 'image':
      return createImageLayer();
    case 'html':
      return createPageLayer();
    case 'editorial':
      return createEditorialLayer(surroundings, now, turns);
    default:
      // A newer server may know more than this stage: the item is skipped, the screen goes on.
      throw new Error(`this stage can not draw ${String(type satisfies never)}`);
  }
}

function unknownPlace(): Surroundings {
  return { locale: navigator.language, timezone: undefined, place: '', words: { readOn: '' } };
}
