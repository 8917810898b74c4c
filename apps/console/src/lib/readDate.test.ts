import { describe, expect, it, test } from 'vitest';
import { dateOrder, isDate, readDate, showDate } from './readDate.ts';

describe('in Portuguese the day comes first, always', () => {
  test.each([
    ['30/12/2026', '2026-12-30'],
    ['05/12/2026', '2026-12-05'],
    ['25/12/26', '2026-12-25'],
    ['3/4/2027', '2027-04-03'],
    [' 3 / 4 / 2027 ', '2027-04-03'],
    ['03-04-2027', '2027-04-03'],
    ['3.4.27', '2027-04-03'],
    ['3 4 2027', '2027-04-03'],
    ['30122026', '2026-12-30'],
    ['05122026', '2026-12-05'],
    ['2026-12-05', '2026-12-05'],
    ['2026/12/05', '2026-12-05'],
    ['20261230', '2026-12-30'],
    ['30 dez 2026', '2026-12-30'],
    ['30 de dezembro de 2026', '2026-12-30'],
    ['1º de março de 2027', '2027-03-01'],
    ['1 mar. 2027', '2027-03-01'],
    ['30-dez-26', '2026-12-30'],
    ['5 Dec 2026', '2026-12-05'],
    ['29/02/2028', '2028-02-29'],
  ])('%s', (text, date) => {
    expect(readDate(text, 'DMY')).toBe(date);
  });

  test.each([
    '12/30/2026',
    '31/02/2026',
    '29/02/2027',
    '00/01/2026',
    '30/12',
    '30',
    'amanhã',
    '',
    '30/12/026',
    '30/12/20266',
    '2026-13-01',
    '2026-02-30',
    '30/12/1026',
    '5 xyz 2026',
    '5 ja 2026',
    '30 dez',
  ])('%j is no date', text => {
    expect(readDate(text, 'DMY')).toBeNull();
  });
});

describe('in English the region decides, and a name or ISO says it plainly', () => {
  test.each([
    ['12/30/2026', '2026-12-30'],
    ['3/4/2027', '2027-03-04'],
    ['30/12/2026', '2026-12-30'],
    ['3.4.2027', '2027-04-03'],
    ['30 Dec 2026', '2026-12-30'],
    ['Dec 30, 2026', '2026-12-30'],
    ['December 1st, 2026', '2026-12-01'],
    ['1 sept 26', '2026-09-01'],
    ['2026-12-30', '2026-12-30'],
  ])('%s', (text, date) => {
    expect(readDate(text, 'MDY')).toBe(date);
  });
  it('reads the day first where the region writes so', () => {
    expect(dateOrder('en', 'en-US')).toBe('MDY');
    expect(dateOrder('en', 'en-GB')).toBe('DMY');
    expect(dateOrder('en', 'pt-BR')).toBe('DMY');
    expect(dateOrder('en', 'ja-JP')).toBe('DMY');
    expect(dateOrder('pt-BR', 'en-US')).toBe('DMY');
  });
});

test('every day reads back as it is shown, in both languages', () => {
  for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2029, 0, 1); at += 86_400_000) {
    const date = new Date(at).toISOString().slice(0, 10);
    expect(readDate(showDate(date, 'pt-BR'), 'DMY')).toBe(date);
    for (const order of ['DMY', 'MDY'] as const) expect(readDate(showDate(date, 'en'), order)).toBe(date);
  }
});

test('text that is no date is shown as it was typed', () => {
  expect(showDate('31/02/2026', 'pt-BR')).toBe('31/02/2026');
  expect(isDate('2026-02-30')).toBe(false);
  expect(isDate('2026-02-28')).toBe(true);
  expect(isDate(null)).toBe(false);
});
