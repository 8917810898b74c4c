import { FeedError } from './feed-error.ts';

/**
 * A feed's bytes as text: by its byte order mark, else the charset of its `content-type`, else what the XML declaration
 * says, else UTF-8 (RFC 7303). Throws for a charset nobody knows.
 */
export function decodeFeed(bytes: Uint8Array, contentType: string | undefined): string {
  const name = byMark(bytes) ?? ofHeader(contentType) ?? byShape(bytes) ?? declared(bytes) ?? 'utf-8';
  const found = decoder(name);
  const text = found.decode(bytes);
  return found.encoding === 'windows-1252' ? withWindowsSigns(text) : text;
}

/** What 0x80 to 0x9F mean in Windows-1252, which is also read for ISO-8859-1 (WHATWG); `\0` where they mean nothing. */
const windowsSigns = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ';

/** Some versions of Node leave these as control characters. */
function withWindowsSigns(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, sign => windowsSigns[sign.charCodeAt(0) - 0x80] ?? '');
}

function decoder(name: string) {
  try {
    return new TextDecoder(name);
  } catch (error) {
    throw new FeedError(`The feed says it is written in ${name.slice(0, 40)}, which is not known.`, { cause: error });
  }
}

function byMark([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return null;
}

/** UTF-16 without its mark: XML begins with `<`, JSON with `{`, and every other byte is 0. */
function byShape([first, second]: Uint8Array): string | null {
  const opening = (byte: number | undefined) => byte === 0x3c || byte === 0x7b;
  if (opening(first) && second === 0) return 'utf-16le';
  if (first === 0 && opening(second)) return 'utf-16be';
  return null;
}

function ofHeader(contentType: string | undefined): string | null {
  return /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? '')?.[1] ?? null;
}

function declared(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  return /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)["']/.exec(head)?.[1] ?? null;
}
