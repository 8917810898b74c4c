import type { PlayerHeartbeat } from '@tvs/protocol';
import { lastProblem } from './log.ts';

/** Changes are told at once, but not more often than this, ms. */
const PACE = 1_000;
type SystemInfo = NonNullable<PlayerHeartbeat['system_info']>;

/** Sends a heartbeat every so often, and at once when something changed. */
export class Telemetry {
  readonly #send: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #sentAt = -PACE;
  #said = '';

  constructor(send: () => void) {
    this.#send = send;
  }

  start(seconds: number): void {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#beat(), Math.max(1, seconds) * 1000);
    this.#beat();
  }

  stop(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#soon);
  }

  /** `state` words all that others wait to hear: only a new one is told. */
  changed(state: string): void {
    if (state === this.#said) return;
    this.#said = state;
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.#beat(), Math.max(0, this.#sentAt + PACE - performance.now()));
  }

  #beat(): void {
    this.#sentAt = performance.now();
    this.#send();
  }
}

/** What is known of the machine; every value short, every key known. */
export function systemInfo(more: SystemInfo): SystemInfo {
  const { memory } = performance as { memory?: { usedJSHeapSize: number } };
  const { deviceMemory, connection } = navigator as {
    deviceMemory?: number;
    connection?: { effectiveType?: string; downlink?: number; rtt?: number };
  };
  const problem = lastProblem();
  return {
    user_agent: navigator.userAgent.slice(0, 300),
    language: navigator.language,
    cpu_cores: navigator.hardwareConcurrency,
    memory_gb: deviceMemory ?? null,
    heap_mb: memory ? Math.round(memory.usedJSHeapSize / 1e6) : null,
    network: connection?.effectiveType ?? null,
    network_mbit: connection?.downlink ?? null,
    network_rtt_ms: connection?.rtt ?? null,
    uptime_s: Math.round(performance.now() / 1000),
    visible: document.visibilityState === 'visible',
    viewport: `${innerWidth}x${innerHeight}`,
    secure_context: isSecureContext,
    last_problem: problem ? `${new Date(problem.at).toISOString()} ${problem.topic}: ${problem.text}`.slice(0, 400) : null,
    ...more,
  };
}

/** Bytes used and allowed, where the browser tells. */
export async function storageEstimate(): Promise<NonNullable<PlayerHeartbeat['storage']>> {
  const { usage, quota } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
  return { ...(usage === undefined ? {} : { used: usage }), ...(quota === undefined ? {} : { quota }) };
}

/** A list in words: how many, and as many of them as fit. `null`: none. */
export function brief(words: readonly string[]): string | null {
  return words.length === 0 ? null : `${words.length}: ${words.join(', ')}`.slice(0, 400);
}
