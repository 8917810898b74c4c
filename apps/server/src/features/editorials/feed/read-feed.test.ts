import { expect, test } from 'vitest';
import { readFeed } from './read-feed.ts';

const url = new URL('https://news.example/feeds/all.xml');
const read = (source: string | Uint8Array, contentType?: string, max = 50) =>
  readFeed(Buffer.from(source as string), { contentType, url, max });
const rss = (items: string, head = '<?xml version="1.0"?>') =>
  `${head}<rss version="2.0"><channel><title>News</title>${items}</channel></rss>`;
const item = (body: string) => rss(`<item><guid>1</guid><title>T</title><description><![CDATA[${body}]]></description></item>`);
const body = (html: string) => read(item(html)).items[0]?.body;

test('RSS, RDF, Atom and JSON Feed say the same in the end', () => {
  const said = { title: 'Rain & wind', body: 'All day', link: 'https://news.example/a', published_at: Date.parse('2026-03-05T11:00:00Z') };
  const rssItem =
    '<item><title>Rain &amp; wind</title><link>/a</link><description>&lt;p&gt;All day&lt;/p&gt;</description><pubDate>Thu, 05 Mar 2026 11:00:00 GMT</pubDate></item>';
  const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title></channel><item rdf:about="https://news.example/a"><title>Rain &amp; wind</title><link>https://news.example/a</link><description>All day</description><dc:date>2026-03-05T11:00:00Z</dc:date></item></rdf:RDF>`;
  const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><id>a</id><title>Rain &amp; wind</title><link rel="self" href="/self"/><link href="https://news.example/a"/><content type="html">&lt;p&gt;All &lt;b&gt;day&lt;/b&gt;&lt;/p&gt;</content><published>2026-03-05T11:00:00Z</published></entry></feed>`;
  const json = JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'News',
    items: [{ id: 'a', title: 'Rain & wind', url: said.link, content_html: '<p>All day</p>', date_published: '2026-03-05T11:00:00Z' }],
  });
  for (const source of [rss(rssItem), rdf, atom, json]) {
    const feed = read(source);
    expect(feed.title).toBe('News');
    expect(feed.items).toMatchObject([said]);
    expect(feed.items).toHaveLength(1);
  }
});

test('HTML becomes text: no tags, scripts, styles, pictures or addresses', () => {
  const html =
    '<h1>Open</h1><p>See <a href="https://x.example/?a=1">this page</a><img src="x" onerror="alert(1)" alt="A cat"></p><script>alert(1)</script><style>p{}</style><ul><li>one</li><li>two</li></ul><iframe src="y">in</iframe><p></p><p></p><br><br><br><br>end';
  expect(body(html)).toBe('Open\n\nSee this page\n\n• one\n• two\n\nend');
});

test('markup that was escaped once more stays text, and text that looks like markup too', () => {
  expect(body('5 &lt; 6 &amp;amp; &lt;script&gt;alert(1)&lt;/script&gt;')).toBe('5 < 6 &amp; <script>alert(1)</script>');
  const atom =
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><id>1</id><title>How to use &lt;script&gt;</title></entry></feed>';
  expect(read(atom).items[0]?.title).toBe('How to use <script>');
});

test('emoji and accents stay, control characters and text turned round go', () => {
  expect(body('Olá 👩‍👩‍👧 ção\u0000\u0007&#7;\u202egnp.exe\u2066\ufeff x')).toBe('Olá 👩‍👩‍👧 çãognp.exe x');
});

test('long texts are cut between characters, with a sign', () => {
  const { items } = read(rss(`<item><title>${'á'.repeat(400)}</title><description>${'👩‍👩‍👧'.repeat(500)}</description></item>`));
  expect(items[0]?.title).toHaveLength(300);
  expect(items[0]?.title.endsWith('á…')).toBe(true);
  expect(items[0]?.body?.length).toBeLessThanOrEqual(2000);
  expect(items[0]?.body?.endsWith('👩‍👩‍👧…')).toBe(true);
});

test('an item without title and text is dropped, one of them is enough', () => {
  const items =
    '<item><title> </title><link>https://x.example/</link></item><item><description>only text</description></item><item><title>only title</title></item>';
  expect(read(rss(items)).items.map(each => [each.title, each.body])).toEqual([
    ['', 'only text'],
    ['only title', null],
  ]);
});

test('an item is the same one by guid, else link, else text; twice counts once', () => {
  const guid = (text: string) => read(rss(`<item>${text}</item>`)).items[0]?.guid;
  expect(guid('<guid>9</guid><title>a</title>')).toBe(guid('<guid> 9 </guid><title>b</title><link>https://y.example/</link>'));
  expect(guid('<title>a</title><link>https://y.example/</link>')).toBe(guid('<title>b</title><link>https://y.example/</link>'));
  expect(guid('<title>a</title>')).not.toBe(guid('<title>b</title>'));
  expect(read(rss('<item><guid>9</guid><title>a</title></item>'.repeat(3))).items).toHaveLength(1);
});

test('the newest come first, at most as many as asked; without dates the order of the feed stays', () => {
  const dated = (day: number) => `<item><title>${day}</title><pubDate>${new Date(Date.UTC(2026, 0, day)).toUTCString()}</pubDate></item>`;
  expect(read(rss([3, 9, 1, 5].map(dated).join('')), undefined, 3).items.map(each => each.title)).toEqual(['9', '5', '3']);
  const plain = [3, 9, 1].map(each => `<item><title>${each}</title></item>`).join('');
  expect(read(rss(plain)).items.map(each => each.title)).toEqual(['3', '9', '1']);
});

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'ftp://x.example/',
  'https://user:pw@x.example/',
  `https://x.example/${'a'.repeat(2000)}`,
])('the link %s is left out', link => expect(read(rss(`<item><title>a</title><link>${link}</link></item>`)).items[0]?.link).toBeNull());

test.each(['tomorrow', '99999-01-01', '1800-01-01T00:00:00Z', '9'.repeat(50)])('%s is no date', date =>
  expect(read(rss(`<item><title>a</title><pubDate>${date}</pubDate></item>`)).items[0]?.published_at).toBeNull(),
);

const title = 'Ação – €';
const xml = (encoding: string) => rss(`<item><title>${title}</title></item>`, `<?xml version="1.0" encoding="${encoding}"?>`);
const utf16 = (text: string, big: boolean, mark = true) => {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le');
  return big ? bytes.swap16() : bytes;
};
const windows1252 = (text: string) => Buffer.from(text.replaceAll('–', '\u0096').replaceAll('€', '\u0080'), 'latin1');
test.each([
  ['UTF-8 with a mark', Buffer.from(`\ufeff${xml('utf-8')}`), undefined],
  ['UTF-16 LE with a mark', utf16(xml('utf-16'), false), undefined],
  ['UTF-16 BE with a mark, whatever the header says', utf16(xml('utf-16'), true), 'text/xml; charset=utf-8'],
  ['UTF-16 LE without a mark', utf16(xml('utf-16le'), false, false), undefined],
  ['UTF-16 BE without a mark', utf16(xml('utf-16be'), true, false), undefined],
  ['ISO-8859-1 by its declaration', windows1252(xml('ISO-8859-1')), 'application/rss+xml'],
  ['Windows-1252 by the header, against its declaration', windows1252(xml('utf-8')), 'text/xml; charset="windows-1252"'],
])('%s is read', (_, bytes, contentType) => {
  expect(read(bytes, contentType).items[0]?.title).toBe(title);
});

test('a charset nobody knows is an error that names it', () => {
  expect(() => read(xml('x-klingon'))).toThrow('x-klingon');
  expect(() => read(xml('utf-8'), 'text/xml; charset=ebcdic-37')).toThrow('ebcdic-37');
});

const lol = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
test.each([
  ['billion laughs', `<!DOCTYPE rss [<!ENTITY l0 "ha">${lol}]>${rss('<item><title>&l9;</title></item>', '')}`],
  [
    'quadratic blowup',
    `<!DOCTYPE rss [<!ENTITY a "${'a'.repeat(50_000)}">]>${rss(`<item><title>${'&a;'.repeat(50_000)}</title></item>`, '')}`,
  ],
  ['a file', `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>${rss('<item><title>&x;</title></item>', '')}`],
  ['a parameter entity from elsewhere', `<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;]>${rss('', '')}`],
  ['a DTD behind a comment, in lower case', `<?xml version="1.0"?><!-- > --><!doctype rss>${rss('', '')}`],
  ['a DTD in the middle', rss('<item><!DOCTYPE x><title>a</title></item>')],
])('%s is refused with its document type definition', (_, source) => {
  expect(() => read(source)).toThrow('document type definition');
});

test('a DTD that an article only speaks of is no DTD', () => {
  expect(body('Begin with &lt;!DOCTYPE html&gt;')).toBe('Begin with <!DOCTYPE html>');
  expect(body('<!DOCTYPE html><p>pasted</p>')).toBe('pasted');
});

test('entities that nobody declared are not looked for', () => {
  expect(read(rss('<item><title>a &undeclared; &amp; b</title></item>')).items[0]?.title).toBe('a &undeclared; & b');
});

test.each([
  ['elements without end', rss('<a>'.repeat(200)), 'nested too deeply'],
  ['more elements than anyone reads', rss('<item><title>x</title></item>'.repeat(30_000)), 'too many elements'],
  ['a row of tag openings', rss('<'.repeat(200_000)), 'damaged'],
  ['a comment that never ends', `${rss('')}<!--${' '.repeat(100_000)}`, 'damaged'],
  ['an attribute that never ends', `<rss version="${'<a '.repeat(100_000)}`, 'damaged'],
  ['a tag as long as a book', `<rss ${'a="b" '.repeat(10_000)}>`, 'damaged'],
  ['a web page', '<html><head><title>x</title></head><body><p>Hello</p></body></html>', 'no RSS, Atom or JSON Feed'],
  ['JSON that is no feed', '{"items": []}', 'no RSS, Atom or JSON Feed'],
  ['JSON of depth 100,000', '['.repeat(100_000), 'no RSS, Atom or JSON Feed'],
  ['nothing', '', 'no RSS, Atom or JSON Feed'],
])('%s is refused in words', (_, source, words) => {
  expect(() => read(source)).toThrow(words);
});

test('HTML nested without end ends as text or nothing, not as a crash', () => {
  for (const html of ['<div>'.repeat(20_000), `${'<table><tr><td>'.repeat(5000)}x`, '<!--'.repeat(20_000), '<'.repeat(90_000)])
    expect(() => body(`start ${html}`)).not.toThrow();
});
