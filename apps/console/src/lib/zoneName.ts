import i18next from 'i18next';

/** The part of an IANA zone that people know it by, written as they do: `São Paulo`, `Indiana, Knox`. */
export function zoneCity(zone: string): string {
  const cities: Record<string, string> = i18next.t('time.cities', { returnObjects: true });
  const [, ...parts] = zone.split('/');
  if (parts.length === 0) return zone;
  return parts.map(part => cities[part] ?? part.replaceAll('_', ' ')).join(', ');
}

/** The same with how far it is from UTC at an instant, epoch ms: `São Paulo, UTC−3`. */
export function zoneName(zone: string, at = Date.now()): string {
  return `${zoneCity(zone)}, ${offsetOf(zone, at)}`;
}

function offsetOf(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(at);
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return offset.replace('GMT', 'UTC').replace('-', '−');
}
