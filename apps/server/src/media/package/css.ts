/** Gives the data address of a file that a style sheet or page names; `null` for what is not in the package. */
export type Resolve = (reference: string, from: string) => string | null;

const imports = /@import\s+(?:url\(\s*)?(["']?)([^"')\s;]+)\1\s*\)?([^;]*);/gi;
const addresses = /url\(\s*(["']?)([^"')]+)\1\s*\)/gi;
/** Sheets that import each other would go on for ever. */
const deepest = 8;

/** A style sheet with everything it names inside of it. */
export function inlineCss(css: string, from: string, text: (path: string) => string | null, resolve: Resolve, depth = 0): string {
  const whole = css.replace(imports, (all, _quote: string, reference: string, media: string) => {
    const path = relativePath(reference, from);
    const sheet = path === null || depth >= deepest ? null : text(path);
    if (path === null || sheet === null) return all;
    const inner = inlineCss(sheet, path, text, resolve, depth + 1);
    return media.trim() ? `@media ${media.trim()} {\n${inner}\n}` : inner;
  });
  return whole.replace(addresses, (all, _quote: string, reference: string) => {
    const data = resolve(reference, from);
    return data === null ? all : `url("${data}")`;
  });
}

/** The path inside of the package that a reference means, seen from a file; `null` for addresses elsewhere and parts of the page. */
export function relativePath(reference: string, from: string): string | null {
  const trimmed = reference.trim();
  if (trimmed === '' || /^([a-z][a-z0-9+.-]*:|\/\/|#)/i.test(trimmed)) return null;
  try {
    const url = new URL(trimmed, `http://package/${from.split('/').map(encodeURIComponent).join('/')}`);
    return url.host === 'package' ? decodeURIComponent(url.pathname.slice(1)) : null;
  } catch {
    return null;
  }
}
