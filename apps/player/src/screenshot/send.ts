import { texts } from '../i18n.ts';
import { note } from '../log.ts';
import { photograph } from './photograph.ts';

const TIMEOUT = 20_000;
/** The server takes one in two seconds. */
const PACE = 2_200;

/** What a kiosk's shell may offer: a picture of the real glass, pages included. */
interface KioskShell {
  capture?: () => Promise<Blob>;
}

/** Takes a picture of the screen and sends it as the answer to a command; resolves with what it was. */
export async function sendScreenshot(token: string, commandId: number): Promise<string> {
  const { blob, how } = await take();
  const send = () =>
    fetch(`/api/player/screenshot?command_id=${commandId}`, {
      method: 'POST',
      headers: { 'content-type': blob.type || 'image/jpeg', authorization: `Bearer ${token}` },
      body: blob,
      signal: AbortSignal.timeout(TIMEOUT),
    });
  let response = await send();
  if (response.status === 429) {
    await new Promise(resolve => setTimeout(resolve, PACE));
    response = await send();
  }
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return how;
}

async function take(): Promise<{ blob: Blob; how: string }> {
  const { tvsKiosk } = globalThis as { tvsKiosk?: KioskShell };
  if (tvsKiosk?.capture) {
    try {
      return { blob: await tvsKiosk.capture(), how: 'by the kiosk' };
    } catch (error) {
      note('screenshot', error);
    }
  }
  const blind = document.querySelector('#stage iframe') !== null;
  return { blob: await photograph({ unreadable: texts.unreadable }), how: blind ? 'a page cannot be photographed' : 'by the page' };
}
