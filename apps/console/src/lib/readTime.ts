/** A typed time of day as `HH:MM`; `null` where it can't be told which is meant. Midnight may be written as 24. */
export function readTime(text: string): string | null {
  const typed = text.trim().toLowerCase().replace(/\s+/g, '');
  const [, hour, minute, half] =
    /^(\d{1,2})(?:(?:[:.h])(\d\d)?(?:min|m)?)?(am|pm)?$/.exec(typed) ?? /^(\d{1,2})(\d\d)h?(am|pm)?$/.exec(typed) ?? [];
  if (hour === undefined || (/[:.]$/.test(typed.replace(/[ap]m$/, '')) && minute === undefined)) return null;
  const [hours, minutes] = [clockHour(Number(hour), half), Number(minute ?? 0)];
  if (minutes > 59 || hours === null || hours > 24 || (hours === 24 && minutes > 0)) return null;
  return `${String(hours % 24).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** Twelve at night is 0, at noon 12; 13 p.m. is nothing. */
function clockHour(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half === 'pm' ? 12 : 0);
}

/** Whether this is a time of day, as the API takes it. */
export function isTime(value: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
}
