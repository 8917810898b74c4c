/** Only a path of this console: a link must not lead elsewhere after signing in, and never back to the door. */
export function safeNext(next: string | undefined): string {
  return next?.startsWith('/') && !next.startsWith('//') && !next.startsWith('/sign-in') && !next.includes('\\') ? next : '/';
}

/** What the door is told of where one was: nothing when that is the first page, or the door itself. */
export function door(href: string | undefined): { next?: string } {
  const next = safeNext(href);
  return next === '/' ? {} : { next };
}
