import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { problems } from '../../platform/errors.ts';

/** What a token says. Whether it still counts (`version`) is asked of the database on every request. */
export interface Claims {
  kind: 'user' | 'player';
  id: number;
  /** The user's `token_version` or the player's `key_version` when it was issued. */
  version: number;
  /** A user's sign-in, which can be ended by itself; players have none. */
  session?: string;
  /** Epoch ms; only of a token that was read. */
  until?: number;
}

export interface Tokens {
  issue(claims: Claims, extra?: Record<string, string>): Promise<{ token: string; expires_in: number }>;
  /** Throws 401 for what is forged, expired or of another kind of algorithm. */
  read(token: string): Promise<Claims>;
}

/** Tokens whose signature was looked at already; each is sent with every request of its owner. */
const mostKnown = 5000;

/** JWT, HS256 only; `lifetime` in seconds. */
export function createTokens(key: Uint8Array, lifetime: number, now: () => number): Tokens {
  const known = new Map<string, JWTPayload>();

  /** What the token says, once its signature was right: that stays so, until its time is over. */
  async function payloadOf(token: string): Promise<JWTPayload> {
    const before = known.get(token);
    if (before) {
      if ((before.exp ?? 0) > Math.floor(now() / 1000)) return before;
      known.delete(token);
    }
    const payload = await verified(token, key, now());
    if (known.size >= mostKnown) known.delete(known.keys().next().value ?? '');
    known.set(token, payload);
    return payload;
  }

  return {
    async issue({ kind, id, version, session }, extra = {}) {
      const seconds = Math.floor(now() / 1000);
      const token = await new SignJWT({ ...extra, version, ...(session ? { jti: session } : {}) })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer('tvs')
        .setAudience(kind)
        .setSubject(String(id))
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + lifetime)
        .sign(key);
      return { token, expires_in: lifetime };
    },
    async read(token) {
      const payload = await payloadOf(token);
      const id = Number(payload.sub);
      const { aud, version } = payload;
      if (!Number.isSafeInteger(id) || typeof version !== 'number' || (aud !== 'user' && aud !== 'player')) throw dead();
      return { kind: aud, id, version, until: (payload.exp ?? 0) * 1000, ...(payload.jti ? { session: payload.jti } : {}) };
    },
  };
}

async function verified(token: string, key: Uint8Array, now: number) {
  try {
    const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], issuer: 'tvs', currentDate: new Date(now) });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) throw dead();
    throw error;
  }
}

/** The answer to every token that does not count, whatever the reason. */
export function dead() {
  return problems.deadToken('The token is not valid or no longer counts. Sign in again.');
}
