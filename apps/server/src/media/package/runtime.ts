import { mimeOf } from './mime.ts';

/** Data that scripts read while they run. Pictures and the like are named in the page, and are in it already. */
const readable = /\.(json|txt|csv|xml|html?|svg|js|mjs|wasm)$/i;
const mostBytes = 4 * 2 ** 20;

/**
 * The script that answers `fetch` and `XMLHttpRequest` for files of the package: in its frame without an origin a page has no
 * server to ask. `null` when there is nothing to read.
 */
export function scriptThatReads(files: ReadonlyMap<string, Buffer>, index: string): string | null {
  const folder = index.slice(0, index.lastIndexOf('/') + 1);
  const kept: Record<string, string> = {};
  let bytes = 0;
  for (const [path, content] of files) {
    if (path === index || !readable.test(path) || !path.startsWith(folder)) continue;
    bytes += content.length;
    if (bytes > mostBytes) break;
    kept[path.slice(folder.length)] = `data:${mimeOf(path)};base64,${content.toString('base64')}`;
  }
  // No text of the package may end the script it stands in.
  return Object.keys(kept).length === 0 ? null : `(${answering})(${JSON.stringify(kept).replaceAll('<', '\\u003c')})`;
}

/** Runs in the page, on its own: as text, because what builds and runs the server may rewrite its functions. */
const answering = String.raw`function (files) {
  var find = function (address) {
    var text = String(address && address.url ? address.url : address);
    if (/^[a-z][a-z0-9+.-]*:/i.test(text) && text.indexOf('about:srcdoc') !== 0) return undefined;
    var path = decodeURIComponent(text.replace('about:srcdoc', '').split(/[?#]/)[0].replace(/^(\.?\/)+/, ''));
    return Object.prototype.hasOwnProperty.call(files, path) ? files[path] : undefined;
  };
  var fetchOutside = window.fetch;
  window.fetch = function (input, init) {
    var data = find(input);
    return fetchOutside.call(window, data === undefined ? input : data, data === undefined ? init : undefined);
  };
  var openOutside = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (method, address) {
    var data = find(address);
    var rest = Array.prototype.slice.call(arguments, 2);
    return openOutside.apply(this, [method, data === undefined ? address : data].concat(rest));
  };
}`;
