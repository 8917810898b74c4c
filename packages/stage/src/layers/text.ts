/** Bytes beyond which a page is refused: it is held as text. */
const LARGEST = 20_000_000;

/** A page or an editorial from its address. Throws for an error answer and for what is too large. */
export async function fetchText(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`the page answered ${response.status}`);
  const body = await response.blob();
  if (body.size > LARGEST) throw new Error('the page is too large');
  return body.text();
}
