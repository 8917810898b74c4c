import type { EditorialItem } from '@tvs/protocol';
import { expect, test } from 'vitest';
import { itemBody, itemValues, noItem } from './itemValues.ts';

const zone = 'America/Sao_Paulo';
const item: EditorialItem = {
  id: 1,
  title: 'Closed on Monday',
  body: null,
  link: null,
  published_at: '2026-03-05T11:00:00Z',
  expires_at: '2026-03-10T03:00:00Z',
  position: 0,
  source: 'manual',
  created_at: '2026-03-01T00:00:00Z',
  updated_at: '2026-03-01T00:00:00Z',
};

test('dates are written in the zone of the place and come back as the same instants', () => {
  const values = itemValues(item, zone);
  expect(values).toMatchObject({
    published_date: '2026-03-05',
    published_time: '08:00',
    expires_date: '2026-03-10',
    expires_time: '00:00',
  });
  expect(itemBody(values, zone)).toMatchObject({ published_at: item.published_at, expires_at: item.expires_at });
});

test('a last day without a time counts until it is over', () => {
  expect(itemBody({ ...noItem, title: ' A ', expires_date: '2026-03-09' }, zone)).toEqual({
    title: 'A',
    body: null,
    link: null,
    published_at: null,
    expires_at: '2026-03-10T03:00:00Z',
  });
});
