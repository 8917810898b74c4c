import { expect, test } from 'vitest';
import type { RecurrenceRule } from '../types.ts';
import { describe as inWords } from './describe.ts';

const WORKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR'];

const cases: [RecurrenceRule, string, string][] = [
  [{ freq: 'DAILY' }, 'every day', 'todo dia'],
  [{ freq: 'DAILY', interval: 3, count: 10 }, 'every 3 days, 10 times', 'a cada 3 dias, 10 vezes'],
  [{ freq: 'DAILY', byday: ['WE', 'MO'] }, 'every day, only on Monday and Wednesday', 'todo dia, só na segunda-feira e na quarta-feira'],
  [
    { freq: 'WEEKLY', interval: 2, byday: ['FR'], until: '2026-03-31' },
    'every 2 weeks on Friday until March 31, 2026',
    'a cada 2 semanas na sexta-feira até 31 de março de 2026',
  ],
  [{ freq: 'WEEKLY', byday: WORKDAYS }, 'every week from Monday to Friday', 'toda semana de segunda a sexta-feira'],
  [
    { freq: 'WEEKLY', byday: ['SU', 'SA'], exdates: ['2026-12-26'] },
    'every week on Saturday and Sunday, except December 26, 2026',
    'toda semana no sábado e no domingo, exceto 26 de dezembro de 2026',
  ],
  [
    { freq: 'WEEKLY', exdates: ['2026-01-05', '2026-01-12', '2026-01-19', '2026-01-26'] },
    'every week, except 4 dates',
    'toda semana, exceto 4 datas',
  ],
  [{ freq: 'MONTHLY', bymonthday: [1, 15] }, 'every month on days 1 and 15', 'todo mês nos dias 1 e 15'],
  [{ freq: 'MONTHLY', bymonthday: [-1, 1] }, 'every month on day 1 and the last day', 'todo mês no dia 1 e no último dia'],
  [{ freq: 'MONTHLY', interval: 2, byday: ['-1FR'] }, 'every 2 months on the last Friday', 'a cada 2 meses na última sexta-feira'],
  [
    { freq: 'MONTHLY', byday: ['-2SA', '1MO'] },
    'every month on the first Monday and the second to last Saturday',
    'todo mês na primeira segunda-feira e no penúltimo sábado',
  ],
  [
    { freq: 'MONTHLY', byday: ['FR'], bymonthday: [8, 9, 10, 11, 12, 13, 14] },
    'every month on every Friday if it falls on days 8 to 14',
    'todo mês em toda sexta-feira se cair nos dias 8 a 14',
  ],
  [
    { freq: 'MONTHLY', byday: WORKDAYS, bysetpos: [1, -1] },
    'every month from Monday to Friday, but only the first and last of these dates',
    'todo mês de segunda a sexta-feira, mas só a primeira e a última dessas datas',
  ],
  [
    { freq: 'YEARLY', bymonth: [3], bymonthday: [1], until: '2030-01-01' },
    'every year on March 1 until January 1, 2030',
    'todo ano em 1º de março até 1º de janeiro de 2030',
  ],
  [
    { freq: 'YEARLY', bymonth: [3, 2], byday: ['-1WE'] },
    'every year in February and March on the last Wednesday',
    'todo ano em fevereiro e março na última quarta-feira',
  ],
  [{ freq: 'YEARLY', byday: ['20MO'] }, 'every year on the 20th Monday of the year', 'todo ano na 20ª segunda-feira do ano'],
  [
    { freq: 'DAILY', count: 1, rdates: ['2026-01-02'] },
    'every day, once, and also January 2, 2026',
    'todo dia, uma vez, e também 2 de janeiro de 2026',
  ],
];

test.each(cases)('%j', (rule, english, portuguese) => {
  expect(inWords(rule, 'en')).toBe(english);
  expect(inWords(rule, 'pt-BR')).toBe(portuguese);
});
