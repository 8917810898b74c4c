import { compile } from 'html-to-text';

/** Characters of HTML that are looked at; what is shown is far shorter. */
const longestSource = 20_000;

const skipped = ['img', 'script', 'style', 'noscript', 'template', 'iframe', 'object', 'svg', 'video', 'audio', 'form', 'head', 'title'];
const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];

const convert = compile({
  wordwrap: false,
  limits: { maxInputLength: longestSource, maxDepth: 25, maxChildNodes: 500, maxBaseElements: 1, ellipsis: '' },
  selectors: [
    { selector: 'a', format: 'inline' },
    { selector: 'hr', format: 'lineBreak' },
    { selector: 'ul', options: { itemPrefix: '• ' } },
    ...skipped.map(selector => ({ selector, format: 'skip' })),
    ...headings.map(selector => ({ selector, options: { uppercase: false } })),
  ],
});

/** What a reader would see of a piece of HTML, at most `max` characters; its scripts, pictures and addresses are gone. */
export function textOfHtml(html: string, max: number): string {
  return tidy(convert(html.slice(0, longestSource)), max);
}

/**
 * Control characters but tab and line feed, noncharacters, and invisible ones that hide or turn text round (overrides,
 * zero-width spaces). Joiners stay, emoji are made with them, and the plain direction marks of right-to-left text too.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out here
const unseen = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/g;

/** Text as a screen can draw it: no control characters, no half characters, no walls of blank lines. */
export function tidy(text: string, max: number): string {
  const clean = text
    .slice(0, longestSource)
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
    .replace(unseen, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return shorten(clean, max);
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Cuts between what a reader takes for characters, so that no emoji or accent is torn. */
function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  let end = 0;
  for (const { segment, index } of graphemes.segment(text.slice(0, max))) if (index + segment.length < max) end = index + segment.length;
  return `${text.slice(0, end).trimEnd()}…`;
}
