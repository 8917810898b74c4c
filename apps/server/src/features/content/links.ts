import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';

export type LinkKind = 'file' | 'thumbnail';

/** Addresses live from 6 to 12 hours and stay equal within a window of 6, so that caches hit. */
const windowSeconds = 6 * 3600;
/** Contents whose addresses are kept in memory, some 500 bytes each. */
const mostKept = 10_000;

/** The addresses of one content, and the file each was signed for. */
type Signed = Partial<Record<LinkKind, { sha256: string; link: string }>>;

interface Signature {
  exp?: string | undefined;
  sig?: string | undefined;
}

export type Links = ReturnType<typeof createLinks>;

/** Signed, expiring addresses of media: for `<img>`, `<video>` and cast devices, which can't send a token. */
export function createLinks(secretKey: Uint8Array, clock: Clock) {
  /** The file's hash is signed too: when a content gets another file, its address becomes another one. */
  const sign = (id: number, kind: LinkKind, sha256: string, exp: number) =>
    createHmac('sha256', secretKey).update(`media ${kind} ${id} ${sha256} ${exp}`).digest();

  /** Addresses of the window that ends at `until`: a list would else sign each of its rows anew for every reader. */
  const made = { until: 0, links: new Map<number, Signed>() };

  return {
    /** Relative to the server. */
    link(id: number, kind: LinkKind, sha256: string): string {
      const exp = (Math.floor(clock.now() / 1000 / windowSeconds) + 2) * windowSeconds;
      if (made.until !== exp || made.links.size >= mostKept) {
        made.links.clear();
        made.until = exp;
      }
      const signed = made.links.get(id) ?? {};
      const known = signed[kind];
      if (known?.sha256 === sha256) return known.link;
      const link = `/api/content/${id}/${kind}?exp=${exp}&sig=${sign(id, kind, sha256, exp).toString('base64url')}`;
      signed[kind] = { sha256, link };
      made.links.set(id, signed);
      return link;
    },

    /** Seconds the signature still opens the file; `null` when it is forged, expired or for another file. */
    secondsLeft(id: number, kind: LinkKind, sha256: string, { exp, sig }: Signature): number | null {
      if (exp === undefined || sig === undefined) return null;
      // One address for one signature: none with zeros before the number.
      if (exp !== String(Number(exp))) return null;
      const given = Buffer.from(sig, 'base64url');
      const right = sign(id, kind, sha256, Number(exp));
      if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
      const left = Number(exp) - Math.floor(clock.now() / 1000);
      return left > 0 ? left : null;
    },
  };
}
