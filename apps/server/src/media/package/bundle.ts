import { MediaError } from '../errors.ts';
import { inlineCss } from './css.ts';
import { mimeOf } from './mime.ts';

/** Bytes of the page that a screen is to hold in memory. */
const largest = 48 * 2 ** 20;

/** The files of a package as addresses: each is worked out once, and all that is given out is counted. */
export class Bundle {
  readonly #files: ReadonlyMap<string, Buffer>;
  readonly #sheets = new Map<string, string>();
  /** Sheets that are being worked out: one that names itself stays out of itself. */
  readonly #open = new Set<string>();
  #given = 0;

  constructor(files: ReadonlyMap<string, Buffer>) {
    this.#files = files;
  }

  text(path: string): string | null {
    return this.#files.get(path)?.toString('utf8') ?? null;
  }

  /** The data address of the file that is named, seen from another; `null` when the package has none. */
  address(reference: string, from: string): string | null {
    const path = relativePath(reference, from);
    const bytes = path === null ? undefined : this.#files.get(path);
    if (path === null || !bytes) return null;
    const mime = mimeOf(path);
    const content = mime === 'text/css' ? Buffer.from(this.#sheet(path)) : bytes;
    this.#count(content.length * 1.34);
    return `data:${mime};base64,${content.toString('base64')}`;
  }

  /** A style sheet's text, of this file or in it, with what it names inside of it. */
  css(text: string, from: string): string {
    return inlineCss(text, {
      file: reference => this.address(reference, from),
      sheet: reference => {
        const path = relativePath(reference, from);
        if (path === null || !this.#files.has(path)) return null;
        const inner = this.#sheet(path);
        this.#count(inner.length);
        return inner;
      },
    });
  }

  #sheet(path: string): string {
    const known = this.#sheets.get(path);
    if (known !== undefined) return known;
    if (this.#open.has(path)) return '';
    if (this.#open.size > 50) throw new MediaError('The style sheets of the package name each other too deeply.');
    this.#open.add(path);
    const made = this.css(this.text(path) ?? '', path);
    this.#open.delete(path);
    this.#sheets.set(path, made);
    return made;
  }

  /** A file named ten thousand times would be there ten thousand times. */
  #count(bytes: number): void {
    this.#given += bytes;
    if (this.#given > largest)
      throw new MediaError(`With everything it names inside of it, the page has more than ${largest / 2 ** 20} MiB.`);
  }
}

/** The path inside of the package that a reference means, seen from a file; `null` for addresses elsewhere and parts of the page. */
function relativePath(reference: string, from: string): string | null {
  const trimmed = reference.length > 2000 ? '' : reference.trim();
  if (trimmed === '' || /^([a-z][a-z0-9+.-]*:|\/\/|#)/i.test(trimmed)) return null;
  try {
    const url = new URL(trimmed, `http://package/${from.split('/').map(encodeURIComponent).join('/')}`);
    return url.host === 'package' ? decodeURIComponent(url.pathname.slice(1)) : null;
  } catch {
    return null;
  }
}
