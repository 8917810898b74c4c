const DAY = 86_400_000;

/**
 * A moment as a screen says it, in its own zone: the time for today and yesterday, the date for what is older. Never "12 minutes
 * ago": a screen may be behind.
 */
export function when(at: number, now: number, locale: string, timeZone: string | undefined): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...zone }).format(at);
  const time = locale.startsWith('pt') ? clock.replace(':', 'h') : clock;
  const days = Math.round((dayOf(at, zone) - dayOf(now, zone)) / DAY);
  if (days === 0 || days === -1) return `${new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')}, ${time}`;
  const sameYear = new Date(at).getUTCFullYear() === new Date(now).getUTCFullYear();
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }), ...zone }).format(at);
}

/** The local date as the instant at which it begins in UTC. */
function dayOf(at: number, zone: { timeZone?: string }): number {
  return Date.parse(new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', ...zone }).format(at));
}
