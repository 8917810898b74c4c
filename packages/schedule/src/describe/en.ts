import type { Words } from './words.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const UNITS = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' };
const NTH = ['', 'first', 'second', 'third', 'fourth', 'fifth'];

const suffix = (n: number) => (n % 100 > 10 && n % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th'));
const forward = (n: number) => NTH[n] ?? `${n}${suffix(n)}`;
const nth = (n: number) => (n > 0 ? forward(n) : n === -1 ? 'last' : `${forward(-n)} to last`);

export const en: Words = {
  locale: 'en',
  every: (freq, interval) => (interval === 1 ? `every ${UNITS[freq]}` : `every ${interval} ${UNITS[freq]}s`),
  fromTo: (first, last) => `from ${DAYS[first]} to ${DAYS[last]}`,
  onWeekdays: (weekdays, every) => `on ${every ? 'every ' : ''}${list(weekdays.map(day => DAYS[day] ?? ''))}`,
  onOrdinals: (days, inYear) => `on ${list(days.map(({ n, weekday }) => `the ${nth(n)} ${DAYS[weekday]}`))}${inYear ? ' of the year' : ''}`,
  onDays: days => {
    const dates = days.filter(day => !day.startsWith('the'));
    const several = dates.length > 1 || dates[0]?.includes(' to ');
    const named = dates.length > 0 ? [`${several ? 'days' : 'day'} ${list(dates)}`] : [];
    return `on ${list([...named, ...days.filter(day => day.startsWith('the'))])}`;
  },
  dayFromEnd: n => `the ${nth(n)} day`,
  span: (first, last) => `${first} to ${last}`,
  onDates: dates => `on ${dates}`,
  inMonths: months => `in ${months}`,
  falling: where => `if it falls ${where}`,
  picking: ordinals => `but only the ${list(ordinals.map(nth))} of these dates`,
  only: 'only',
  until: date => `until ${date}`,
  times: count => (count === 1 ? 'once' : `${count} times`),
  except: dates => `except ${dates}`,
  also: dates => `and also ${dates}`,
  someDates: count => `${count} dates`,
};

function list(items: string[]): string {
  return new Intl.ListFormat('en').format(items);
}
