const longest = 255;

// Control characters, and those that turn the reading direction: `gpj.exe` must not look like `exe.jpg`.
const unwanted = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

/**
 * A file name as people see it: the last part of whatever path was sent, without control characters, at most 255
 * characters with its ending kept. It is never used as a path.
 */
export function displayName(sent: string | undefined): string {
  const base = (sent ?? '').split(/[\\/]/).at(-1) ?? '';
  const name = base.normalize('NFC').replace(unwanted, '').trim();
  if (name === '' || /^\.+$/.test(name)) return 'file';
  const letters = Array.from(name);
  if (letters.length <= longest) return name;
  const ending = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? '';
  return letters.slice(0, longest - ending.length).join('') + ending;
}

/** The name without its ending: what a content is called until somebody says otherwise. */
export function titleOf(name: string): string {
  const title = Array.from(name.replace(/\.[a-z0-9]{1,8}$/i, ''))
    .slice(0, 200)
    .join('')
    .trim();
  return title === '' ? name.slice(0, 200) : title;
}

/** `Content-Disposition` that shows the file under its name (RFC 6266, RFC 5987). */
export function inline(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  return `inline; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
