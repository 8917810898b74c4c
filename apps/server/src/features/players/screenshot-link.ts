import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';

/** Addresses live from 1 to 2 hours and stay equal within a window of one, so that caches hit. */
const windowSeconds = 3600;

interface Signature {
  exp?: string | undefined;
  sig?: string | undefined;
}

export type ScreenshotLinks = ReturnType<typeof createScreenshotLinks>;

/** Signed, expiring addresses of screenshots, for `<img>`. The next picture has another one. */
export function createScreenshotLinks(secretKey: Uint8Array, clock: Clock) {
  const sign = (player_id: number, sha256: string, exp: number) =>
    createHmac('sha256', secretKey).update(`screenshot ${player_id} ${sha256} ${exp}`).digest();

  return {
    /** Relative to the server. */
    link(player_id: number, sha256: string): string {
      const exp = (Math.floor(clock.now() / 1000 / windowSeconds) + 2) * windowSeconds;
      return `/api/players/${player_id}/screenshot?exp=${exp}&sig=${sign(player_id, sha256, exp).toString('base64url')}`;
    },

    /** Whether the signature opens this picture now. */
    opens(player_id: number, sha256: string, { exp, sig }: Signature): boolean {
      if (exp === undefined || sig === undefined) return false;
      const given = Buffer.from(sig, 'base64url');
      const right = sign(player_id, sha256, Number(exp));
      return given.length === right.length && timingSafeEqual(given, right) && Number(exp) * 1000 > clock.now();
    },
  };
}
