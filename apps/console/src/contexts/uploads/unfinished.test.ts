import { expect, it } from 'vitest';
import { readNotes } from './unfinished.ts';

it('reads what the tus client noted, and nothing else', () => {
  const id = 'a'.repeat(32);
  const note = { size: 9, metadata: { filename: 'a.mp4' }, creationTime: 'x', uploadUrl: `http://localhost/api/content/uploads/${id}` };
  const entries = [
    ['tus::one::1', JSON.stringify(note)],
    ['tus::two::2', JSON.stringify({ ...note, uploadUrl: 'http://localhost/elsewhere' })],
    ['tus::three::3', '{'],
    ['tvs.locale', 'en'],
  ] as const;
  const storage = {
    length: entries.length,
    key: (index: number) => entries[index]?.[0] ?? null,
    getItem: (key: string) => entries.find(([name]) => name === key)?.[1] ?? null,
  };
  expect([...readNotes(storage)]).toEqual([['tus::one::1', { id, name: 'a.mp4', size: 9 }]]);
});
