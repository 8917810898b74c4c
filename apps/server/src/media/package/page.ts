import { type DefaultTreeAdapterTypes, parse, serialize } from 'parse5';
import { MediaError } from '../errors.ts';
import { inlineCss, relativePath } from './css.ts';
import { mimeOf } from './mime.ts';
import { readFiles } from './runtime.ts';

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document;

/** Bytes of the page that a screen is to hold in memory. */
const largest = 48 * 2 ** 20;

/** Attributes that name a file which is part of the page. */
const named: Readonly<Record<string, readonly string[]>> = {
  img: ['src'],
  script: ['src'],
  source: ['src'],
  video: ['src', 'poster'],
  audio: ['src'],
  track: ['src'],
  input: ['src'],
  embed: ['src'],
  object: ['data'],
  iframe: ['src'],
  image: ['href'],
  use: ['href'],
  link: ['href'],
};

/**
 * One page out of a package: `index.html` with everything it names inside of it, so that it is one file with one hash, played
 * offline like every other page. Scripts that read files of the package (`fetch`, `XMLHttpRequest`) get them from the page.
 * Throws MediaError when there is no index.
 */
export function pageOf(files: ReadonlyMap<string, Buffer>): string {
  const index = indexOf(files);
  let size = 0;
  const text = (path: string) => files.get(path)?.toString('utf8') ?? null;
  const resolve = (reference: string, from: string): string | null => {
    const path = relativePath(reference, from);
    const bytes = path === null ? undefined : files.get(path);
    if (path === null || !bytes) return null;
    const content = mimeOf(path) === 'text/css' ? Buffer.from(inlineCss(bytes.toString('utf8'), path, text, resolve)) : bytes;
    const data = `data:${mimeOf(path)};base64,${content.toString('base64')}`;
    // A file named ten thousand times would be there ten thousand times.
    size += data.length;
    if (size > largest) throw new MediaError(`With everything it names inside of it, the page has more than ${largest / 2 ** 20} MiB.`);
    return data;
  };
  const document = parse(text(index) ?? '');
  walk(document, element => inline(element, index, text, resolve));
  return readFiles(serialize(document), files, index);
}

/** At the top, or in the one folder that was packed. */
function indexOf(files: ReadonlyMap<string, Buffer>): string {
  const indexes = [...files.keys()].filter(path => /^(?:[^/]+\/)?index\.html?$/i.test(path) && !path.startsWith('__MACOSX/'));
  const [found] = indexes.sort((one, other) => one.split('/').length - other.split('/').length || one.localeCompare(other));
  if (!found) throw new MediaError('The package has no index.html at its top.');
  return found;
}

function inline(
  element: Element,
  from: string,
  text: (path: string) => string | null,
  resolve: (reference: string, from: string) => string | null,
): void {
  const value = (name: string) => element.attrs.find(attribute => attribute.name === name)?.value;
  if (element.tagName === 'style')
    for (const child of element.childNodes) if ('value' in child) child.value = inlineCss(child.value, from, text, resolve);
  const isSheet = element.tagName === 'link' && /\bstylesheet\b/i.test(value('rel') ?? '');
  const isPart = element.tagName !== 'link' || isSheet || /\bicon\b|\bpreload\b/i.test(value('rel') ?? '');
  for (const attribute of element.attrs) {
    if (attribute.name === 'style') attribute.value = inlineCss(attribute.value, from, text, resolve);
    else if (attribute.name === 'srcset') attribute.value = inlineSet(attribute.value, from, resolve);
    else if (isPart && named[element.tagName]?.includes(attribute.name))
      attribute.value = resolve(attribute.value, from) ?? attribute.value;
  }
}

/** `a.png 1x, b.png 2x`. */
function inlineSet(set: string, from: string, resolve: (reference: string, from: string) => string | null): string {
  const candidates = set.split(',').map(candidate => {
    const [reference = '', ...size] = candidate.trim().split(/\s+/);
    return [resolve(reference, from) ?? reference, ...size].join(' ');
  });
  return candidates.join(', ');
}

function walk(node: Node, visit: (element: Element) => void): void {
  if ('tagName' in node) visit(node);
  if ('content' in node) walk(node.content as unknown as Node, visit);
  if ('childNodes' in node) for (const child of node.childNodes) walk(child, visit);
}
