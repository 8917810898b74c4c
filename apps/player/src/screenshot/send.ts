import { texts } from '../i18n.ts';
import { note } from '../log.ts';
import { photograph } from './photograph.ts';

const TIMEOUT = 20_000;
/** How long a kiosk's shell may take, ms. */
const PATIENCE = 5_000;
/** The server takes one in two seconds. */
const PACE = 2_200;

/** What a kiosk's shell may offer: a picture of the real glass, pages included. */
interface KioskShell {
  capture?: () => Promise<Blob>;
}

let sending: Promise<string> | null = null;

/**
 * Takes a picture of the screen and sends it as the answer to a command; resolves with what it was. Who asks while one is on its way
 * means that one: a hundred at once would be more than the machine can draw.
 */
export function sendScreenshot(token: string, commandId: number): Promise<string> {
  sending ??= photographAndSend(token, commandId).finally(() => {
    sending = null;
  });
  return sending;
}

async function photographAndSend(token: string, commandId: number): Promise<string> {
  const { blob, how, whole } = await take();
  // With the command's id the server answers it, and says nothing more: what is missing is for the player to say.
  const answers = whole ? `?command_id=${commandId}` : '';
  const send = () =>
    fetch(`/api/player/screenshot${answers}`, {
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

async function take(): Promise<{ blob: Blob; how: string; whole: boolean }> {
  const { tvsKiosk } = globalThis as { tvsKiosk?: KioskShell };
  if (tvsKiosk?.capture) {
    try {
      return { blob: await within(tvsKiosk.capture()), how: 'by the kiosk', whole: true };
    } catch (error) {
      note('screenshot', error);
    }
  }
  const blind = document.querySelector('#stage iframe') !== null;
  const blob = await photograph({ unreadable: texts.unreadable });
  return { blob, how: blind ? 'a page cannot be photographed' : 'by the page', whole: !blind };
}

/** A shell that does not answer must not hold up the picture that the page can draw. */
function within(capture: Promise<Blob>): Promise<Blob> {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('the kiosk took too long')), PATIENCE));
  return Promise.race([capture, late]);
}
