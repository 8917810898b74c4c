import type { PairingAnswer } from '@tvs/protocol';
import { deviceType, resolution } from './device.ts';
import type { PairingView } from './screens/pairing-screen.ts';

const PACE = 3_000;
const TIMEOUT = 10_000;
/** After an error the wait grows to this, ms. */
const LONGEST = 30_000;

/** Asks for a code, shows it, and waits until someone pairs this screen. */
export class Pairing {
  readonly #show: (view: PairingView) => void;
  readonly #paired: (key: string) => void;
  readonly #revoked: boolean;
  #answer: PairingAnswer | null = null;
  /** Server's clock minus this one's, ms: a wrong clock must not make a code look expired. */
  #offset = 0;
  #reachable = true;
  #failures = 0;
  #stopped = false;
  #poll: ReturnType<typeof setTimeout> | undefined;
  readonly #ticker: ReturnType<typeof setInterval>;

  constructor(revoked: boolean, show: (view: PairingView) => void, paired: (key: string) => void) {
    this.#revoked = revoked;
    this.#show = show;
    this.#paired = paired;
    this.#ticker = setInterval(() => this.#draw(), 1000);
    this.#draw();
    void this.#ask();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#poll);
    clearInterval(this.#ticker);
  }

  async #ask(): Promise<void> {
    let wait = PACE;
    try {
      const answer = await this.#exchange();
      this.#reachable = true;
      this.#failures = 0;
      if (answer?.status === 'paired' && answer.player_key) {
        if (this.#stopped) return;
        this.stop();
        this.#paired(answer.player_key);
        return;
      }
      this.#answer = answer;
      if (answer === null) wait = 0;
    } catch {
      this.#failures++;
      this.#reachable = this.#failures < 2;
      wait = Math.min(LONGEST, PACE * 1.5 ** this.#failures) * (0.75 + Math.random() / 2);
    }
    if (this.#stopped) return;
    this.#draw();
    this.#poll = setTimeout(() => void this.#ask(), wait);
  }

  /** One question; `null`: the code is over, ask for a new one. */
  async #exchange(): Promise<PairingAnswer | null> {
    const token = this.#answer?.pairing_token;
    const response = await fetch('/api/player/pairing', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ device_type: deviceType(), resolution: resolution(), ...(token ? { pairing_token: token } : {}) }),
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    // Only a code that was there can be over: a refusal of the first question is an error, and waits.
    if (token && (response.status === 410 || response.status === 404)) return null;
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    const date = Date.parse(response.headers.get('date') ?? '');
    // The header has whole seconds only.
    if (Number.isFinite(date)) this.#offset = date + 500 - Date.now();
    const answer = (await response.json()) as PairingAnswer;
    // Something between here and there may speak for the server.
    if (!answer.pairing_token || !answer.code) throw new Error('the server gave no code');
    return answer;
  }

  #draw(): void {
    const remaining = this.#answer ? Date.parse(this.#answer.expires_at) - (Date.now() + this.#offset) : null;
    this.#show({ code: this.#answer?.code ?? null, remaining, reachable: this.#reachable, revoked: this.#revoked });
  }
}
