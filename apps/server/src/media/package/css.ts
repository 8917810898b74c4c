import { tokenize, tokenTypes } from 'css-tree';

/** What stands in a style sheet for a name in it: text that takes the name's place, or `null` to leave it. */
export interface CssNames {
  /** The sheet that an `@import` names. */
  sheet(reference: string): string | null;
  /** The address of a file that `url()` names. */
  file(reference: string): string | null;
}

interface Token {
  type: number;
  start: number;
  end: number;
}

/** A style sheet with everything it names inside of it. Read once from its start to its end, whatever it holds. */
export function inlineCss(css: string, names: CssNames): string {
  const tokens: Token[] = [];
  tokenize(css, (type, start, end) => void tokens.push({ type, start, end }));
  const out: string[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    const imported = /^@import$/i.test(textOf(css, token)) ? importAt(css, tokens, i, names) : null;
    const address = imported ?? addressAt(css, tokens, i, names);
    out.push(address?.text ?? textOf(css, token));
    if (address) i = address.last;
  }
  return out.join('');
}

const textOf = (css: string, { start, end }: Token) => css.slice(start, end);

interface Replacement {
  text: string;
  /** The last token it stands for. */
  last: number;
}

/** `url(a.png)`, or `url("a.png")`, which is three tokens and spaces. */
function addressAt(css: string, tokens: readonly Token[], at: number, names: CssNames): Replacement | null {
  const found = referenceAt(css, tokens, at);
  const text = found && names.file(found.reference);
  return found && text !== null ? { text: `url("${text}")`, last: found.last } : null;
}

/** `@import "a.css" screen;` becomes the sheet, in its media. */
function importAt(css: string, tokens: readonly Token[], at: number, names: CssNames): Replacement | null {
  let i = at + 1;
  while (tokens[i]?.type === tokenTypes.WhiteSpace) i++;
  const quoted = tokens[i]?.type === tokenTypes.String;
  const found = quoted ? { reference: unquoted(textOf(css, tokens[i] as Token)), last: i } : referenceAt(css, tokens, i);
  if (!found) return null;
  let end = found.last + 1;
  while (end < tokens.length && tokens[end]?.type !== tokenTypes.Semicolon) end++;
  const inner = names.sheet(found.reference);
  if (inner === null) return null;
  const media = css.slice(tokens[found.last]?.end, tokens[end]?.start ?? css.length).trim();
  return { text: media ? `@media ${media} {\n${inner}\n}` : inner, last: end };
}

function referenceAt(css: string, tokens: readonly Token[], at: number): { reference: string; last: number } | null {
  const token = tokens[at];
  if (!token) return null;
  if (token.type === tokenTypes.Url) return { reference: unquoted(textOf(css, token).slice(4, -1).trim()), last: at };
  if (token.type !== tokenTypes.Function || !/^url\($/i.test(textOf(css, token))) return null;
  let i = at + 1;
  while (tokens[i]?.type === tokenTypes.WhiteSpace) i++;
  const name = tokens[i];
  if (name?.type !== tokenTypes.String) return null;
  let last = i + 1;
  while (tokens[last]?.type === tokenTypes.WhiteSpace) last++;
  return tokens[last]?.type === tokenTypes.RightParenthesis ? { reference: unquoted(textOf(css, name)), last } : null;
}

function unquoted(text: string): string {
  return /^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text;
}
