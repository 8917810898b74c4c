import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html, parse, serialize } from 'parse5';
import { MediaError } from '../errors.ts';
import { Bundle } from './bundle.ts';
import { scriptThatReads } from './runtime.ts';

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document;

/** Bytes of the page itself, before what it names. */
const longestIndex = 2 * 2 ** 20;

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
 * Throws MediaError when there is no index, or the page would become too large.
 */
export function pageOf(files: ReadonlyMap<string, Buffer>): string {
  const index = indexOf(files);
  if ((files.get(index)?.length ?? 0) > longestIndex) throw new MediaError(`index.html may have ${longestIndex / 2 ** 20} MiB.`);
  const bundle = new Bundle(files);
  try {
    const document = parse(bundle.text(index) ?? '');
    for (const element of elementsOf(document)) inline(element, index, bundle);
    putFirst(document, scriptThatReads(files, index));
    return serialize(document);
  } catch (error) {
    // Elements in elements, some ten thousand deep.
    throw error instanceof RangeError ? new MediaError('The page of the package is nested too deeply.') : error;
  }
}

/** At the top, or in the one folder that was packed. */
function indexOf(files: ReadonlyMap<string, Buffer>): string {
  const indexes = [...files.keys()].filter(path => /^(?:[^/]+\/)?index\.html?$/i.test(path) && !path.startsWith('__MACOSX/'));
  const [found] = indexes.sort((one, other) => one.split('/').length - other.split('/').length || one.localeCompare(other));
  if (!found) throw new MediaError('The package has no index.html at its top.');
  return found;
}

function inline(element: Element, from: string, bundle: Bundle): void {
  const value = (name: string) => element.attrs.find(attribute => attribute.name === name)?.value;
  if (element.tagName === 'style')
    for (const child of element.childNodes) if ('value' in child) child.value = bundle.css(child.value, from);
  const isSheet = element.tagName === 'link' && /\bstylesheet\b/i.test(value('rel') ?? '');
  const isPart = element.tagName !== 'link' || isSheet || /\bicon\b|\bpreload\b/i.test(value('rel') ?? '');
  for (const attribute of element.attrs) {
    if (attribute.name === 'style') attribute.value = bundle.css(attribute.value, from);
    else if (attribute.name === 'srcset') attribute.value = inlineSet(attribute.value, from, bundle);
    else if (isPart && named[element.tagName]?.includes(attribute.name))
      attribute.value = bundle.address(attribute.value, from) ?? attribute.value;
  }
}

/** `a.png 1x, b.png 2x`. */
function inlineSet(set: string, from: string, bundle: Bundle): string {
  const candidates = set.split(',').map(candidate => {
    const [reference = '', ...size] = candidate.trim().split(/\s+/);
    return [bundle.address(reference, from) ?? reference, ...size].join(' ');
  });
  return candidates.join(', ');
}

/** Before every script of the page's own. */
function putFirst(document: DefaultTreeAdapterTypes.Document, script: string | null): void {
  if (script === null) return;
  const head = elementsOf(document).find(({ tagName }) => tagName === 'head');
  if (!head) return;
  const element = defaultTreeAdapter.createElement('script', html.NS.HTML, []);
  defaultTreeAdapter.insertText(element, script);
  const [first] = head.childNodes;
  if (first) defaultTreeAdapter.insertBefore(head, element, first);
  else defaultTreeAdapter.appendChild(head, element);
}

/** All elements, without a call for each level. */
function elementsOf(document: DefaultTreeAdapterTypes.Document): Element[] {
  const found: Element[] = [];
  const waiting: Node[] = [document];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if ('tagName' in node) found.push(node);
    if ('content' in node) waiting.push(node.content as unknown as Node);
    if ('childNodes' in node) for (const child of node.childNodes) waiting.push(child);
  }
  return found;
}
