import type { Byday } from './byday.ts';
import type { Words } from './words.ts';

const DAYS = ['domingo', 'segunda-feira', 'terça-feira', 'quarta-feira', 'quinta-feira', 'sexta-feira', 'sábado'];
const UNITS = {
  DAILY: ['todo dia', 'dias'],
  WEEKLY: ['toda semana', 'semanas'],
  MONTHLY: ['todo mês', 'meses'],
  YEARLY: ['todo ano', 'anos'],
};
const NTH = ['', 'primeir', 'segund', 'terceir', 'quart', 'quint'];

/** Sunday and Saturday are masculine, the others are *feiras*. */
const ending = (weekday: number) => (weekday === 0 || weekday === 6 ? 'o' : 'a');
const forward = (n: number, end: string) => (NTH[n] ? `${NTH[n]}${end}` : `${n}${end === 'o' ? 'º' : 'ª'}`);
const nth = (n: number, end: string) =>
  n > 0 ? forward(n, end) : n === -1 ? `últim${end}` : n === -2 ? `penúltim${end}` : `${forward(-n, end)} a contar do fim`;

function onNth({ n, weekday }: Byday): string {
  const end = ending(weekday);
  return n < -2 ? `n${end} ${forward(-n, end)} ${DAYS[weekday]} a contar do fim` : `n${end} ${nth(n, end)} ${DAYS[weekday]}`;
}

function list(items: string[]): string {
  return new Intl.ListFormat('pt-BR').format(items);
}

export const pt: Words = {
  locale: 'pt-BR',
  every: (freq, interval) => (interval === 1 ? (UNITS[freq][0] ?? '') : `a cada ${interval} ${UNITS[freq][1]}`),
  fromTo: (first, last) => `de ${DAYS[first]?.replace('-feira', '')} a ${DAYS[last]}`,
  onWeekdays: (weekdays, every) => list(weekdays.map(day => `${every ? `em tod${ending(day)}` : `n${ending(day)}`} ${DAYS[day]}`)),
  onOrdinals: (days, inYear) => list(days.map(onNth)) + (inYear ? ' do ano' : ''),
  onDays: days => {
    const dates = days.filter(day => !day.includes('dia'));
    const several = dates.length > 1 || dates[0]?.includes(' a ');
    const named = dates.length > 0 ? [`${several ? 'nos dias' : 'no dia'} ${list(dates)}`] : [];
    return list([...named, ...days.filter(day => day.includes('dia')).map(day => `no ${day}`)]);
  },
  dayFromEnd: n => (n < -2 ? `${forward(-n, 'o')} dia a contar do fim` : `${nth(n, 'o')} dia`),
  span: (first, last) => `${first} a ${last}`,
  onDates: dates => `em ${dates.replace(/\b1 de /g, '1º de ')}`,
  inMonths: months => `em ${months}`,
  falling: where => `se cair ${where}`,
  picking: ordinals => `mas só ${list(ordinals.map(n => `a ${nth(n, 'a')}`))} dessas datas`,
  only: 'só',
  until: date => `até ${date.replace(/^1 de /, '1º de ')}`,
  times: count => (count === 1 ? 'uma vez' : `${count} vezes`),
  except: dates => `exceto ${dates}`,
  also: dates => `e também ${dates}`,
  someDates: count => `${count} datas`,
};
