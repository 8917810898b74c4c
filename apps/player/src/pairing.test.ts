import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pairing } from './pairing.ts';
import type { PairingView } from './screens/pairing-screen.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('navigator', { userAgent: 'Linux' });
  vi.stubGlobal('screen', { width: 1920, height: 1080 });
  vi.stubGlobal('devicePixelRatio', 1);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each(['null', '{}', '<html>log in</html>'])(
  'what speaks for the server and gives no code (%s) is asked again with a pause',
  async body => {
    let answer = body;
    const asked = vi.fn(async () => new Response(answer));
    vi.stubGlobal('fetch', asked);
    const views: PairingView[] = [];
    const pairing = new Pairing(
      false,
      view => views.push(view),
      () => {},
    );
    await vi.advanceTimersByTimeAsync(30_000);
    expect(asked.mock.calls.length).toBeGreaterThan(1);
    expect(asked.mock.calls.length).toBeLessThan(10);
    expect(views.at(-1)).toMatchObject({ code: null, reachable: false });
    const expires_at = new Date(Date.now() + 600_000).toISOString();
    answer = JSON.stringify({ status: 'waiting', code: 'ABC234', pairing_token: 'token', expires_at });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(views.at(-1)).toMatchObject({ code: 'ABC234', reachable: true });
    pairing.stop();
  },
);
