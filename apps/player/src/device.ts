import type { PlayerRegister } from '@tvs/protocol';

/** Written in by the build. */
declare const __VERSION__: string | undefined;
export const PLAYER_VERSION = typeof __VERSION__ === 'undefined' ? 'dev' : __VERSION__;

/** What kind of machine this is, as far as a browser says. */
export function deviceType(agent: string = navigator.userAgent): NonNullable<PlayerRegister['device_type']> {
  if (/CrKey/.test(agent)) return 'chromecast';
  if (/Android/.test(agent)) return 'android';
  if (/Windows/.test(agent)) return 'windows';
  if (/Linux|X11/.test(agent)) return 'linux';
  return 'web';
}

/** Physical pixels of the screen. */
export function resolution(): string {
  return `${Math.round(screen.width * devicePixelRatio)}x${Math.round(screen.height * devicePixelRatio)}`;
}

/** Keeps the screen from going to sleep, where the browser can. */
export function stayAwake(): void {
  let lock: WakeLockSentinel | null = null;
  let asking = false;
  const ask = async () => {
    if (asking || document.visibilityState !== 'visible' || lock?.released === false) return;
    asking = true;
    lock = (await navigator.wakeLock?.request('screen').catch(() => null)) ?? null;
    asking = false;
  };
  // The browser takes it away from a page that is hidden, and at a low battery.
  document.addEventListener('visibilitychange', () => void ask());
  setInterval(() => void ask(), 60_000);
  void ask();
}
