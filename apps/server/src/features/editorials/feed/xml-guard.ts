import { FeedError } from './feed-error.ts';

const deepest = 100;
const mostTags = 100_000;
/** Characters within one tag, its attributes included. */
const longestTag = 20_000;

/**
 * Refuses XML that could cost more than its size before a parser sees it: a DTD wherever it stands (entities are what
 * bombs and file disclosure are made of, and no feed needs one), elements nested too deeply or too many, tags without an
 * end, which make the parser look through the rest again for each. One pass; comments and CDATA are stepped over.
 */
export function guardXml(xml: string): void {
  let depth = 0;
  let tags = 0;
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    if (++tags > mostTags) throw new FeedError('The feed has too many elements.');
    if (xml.startsWith('<!--', at)) at = after(xml, '-->', at + 4);
    else if (xml.startsWith('<![CDATA[', at)) at = after(xml, ']]>', at + 9);
    else if (xml.startsWith('<?', at)) at = after(xml, '?>', at + 2);
    else if (xml.startsWith('<!', at)) throw new FeedError('The feed has a document type definition (DTD); such feeds are not taken.');
    else {
      const end = endOfTag(xml, at + 1);
      if (xml[at + 1] === '/') depth--;
      else if (xml[end - 2] !== '/') depth++;
      if (depth > deepest) throw new FeedError('The elements of the feed are nested too deeply.');
      at = end;
    }
  }
}

const damaged = () => new FeedError('The XML of the feed is damaged.');

/** Just after the end mark. */
function after(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  if (at < 0) throw damaged();
  return at + mark.length;
}

/** Just after the `>` that closes a tag; one within an attribute's quotes does not. No `<` may stand before it. */
function endOfTag(xml: string, from: number): number {
  let quote = '';
  const last = Math.min(xml.length, from + longestTag);
  for (let at = from; at < last; at++) {
    const character = xml.charAt(at);
    if (character === '<') throw damaged();
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '>') return at + 1;
    else if (character === '"' || character === "'") quote = character;
  }
  throw damaged();
}
