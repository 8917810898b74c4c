import { keep, recall } from './database.ts';
import { set, setting } from './settings.ts';

/** Where this screen's key comes from: the address (once), else what was kept of it or of a pairing. */
export async function findKey(): Promise<string | null> {
  // The first is on the disk at once, the second seconds later: a power cut may leave an older key there.
  const known = (await recall<string>('key')) ?? setting('key') ?? null;
  const given = takeFromAddress();
  if (given !== null && given !== known) {
    await forgetKey();
    await keepKey(given);
    return given;
  }
  // Either place may have been cleared by the browser: heal it from the other.
  if (known !== null) void keepKey(known);
  return known;
}

export async function keepKey(key: string): Promise<void> {
  set('key', key);
  await keep('key', key);
}

/** The key is worth nothing any more; nor is what came with it. */
export async function forgetKey(): Promise<void> {
  set('key', undefined);
  await keep('key', undefined);
  await forgetProgramme();
}

/** What came with the key: programme, and who this screen was. */
export async function forgetProgramme(): Promise<void> {
  await keep('programme', undefined);
  await keep('self', undefined);
}

/** The key must not stay where anyone at the screen could read it. */
function takeFromAddress(): string | null {
  const address = new URL(location.href);
  const key = address.searchParams.get('key')?.trim() || null;
  if (key === null) return null;
  address.searchParams.delete('key');
  history.replaceState(null, '', address);
  return key;
}
