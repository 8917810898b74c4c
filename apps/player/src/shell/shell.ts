const HOUR = 3_600_000;
/** A screen that is never quiet takes a new version after this long all the same. */
const PATIENCE = 24 * HOUR;

/** Watches over the service worker: a new version is taken when the screen shows nothing anyone would miss. */
export class Shell {
  #registration: ServiceWorkerRegistration | null = null;
  #waitingSince: number | null = null;

  /** `offline`: whether this page can start without its server; false on plain HTTP, where there is no service worker. */
  get offline(): boolean {
    return this.#registration?.active != null;
  }

  async start(quiet: () => boolean): Promise<void> {
    if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
    // The first worker only takes this page under its wings; a later one brings a new version of it.
    let known = navigator.serviceWorker.controller !== null;
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      if (known) location.reload();
      known = true;
    });
    this.#registration = await navigator.serviceWorker.register(new URL('sw.js', document.baseURI)).catch(() => null);
    setInterval(() => this.#look(quiet()), 60_000);
    setInterval(() => this.check(), HOUR);
  }

  /** Asks the server for a newer version; it is taken later, when whole and when it disturbs nobody. */
  check(): void {
    void this.#registration?.update().catch(() => {});
  }

  /** Takes the version that waits, if any: the page is about to load anew anyway. */
  takeNewest(): void {
    this.#registration?.waiting?.postMessage('activate');
  }

  #look(quiet: boolean): void {
    const waiting = this.#registration?.waiting;
    if (!waiting) {
      this.#waitingSince = null;
      return;
    }
    this.#waitingSince ??= performance.now();
    if (quiet || performance.now() - this.#waitingSince > PATIENCE) waiting.postMessage('activate');
  }
}
