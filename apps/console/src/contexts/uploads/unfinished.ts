import { api } from '../../api/client.ts';

/** An upload that was begun in this browser and is not whole; it goes on when the same file is chosen. */
export interface Unfinished {
  id: string;
  name: string;
  /** Bytes. */
  size: number;
  /** Bytes that are safe on the server. */
  offset: number;
}

const prefix = 'tus::';

/** What the tus client noted in this browser, by its own key. Notes of another shape are none. */
export function readNotes(storage: Pick<Storage, 'length' | 'key' | 'getItem'>): Map<string, Omit<Unfinished, 'offset'>> {
  const notes = new Map<string, Omit<Unfinished, 'offset'>>();
  for (let index = 0; index < storage.length; index++) {
    const key = storage.key(index);
    const note = key?.startsWith(prefix) ? parse(storage.getItem(key)) : null;
    if (key && note) notes.set(key, note);
  }
  return notes;
}

function parse(text: string | null): Omit<Unfinished, 'offset'> | null {
  try {
    const { size, uploadUrl, metadata } = JSON.parse(text ?? '');
    const id = /\/([0-9a-f]{32})$/.exec(String(uploadUrl))?.[1];
    return id && typeof size === 'number' && typeof metadata?.filename === 'string' ? { id, name: metadata.filename, size } : null;
  } catch {
    return null;
  }
}

/** Those the server still waits for; the notes of others are taken away. Throws a problem when the server can't be asked. */
export async function findUnfinished(): Promise<Unfinished[]> {
  const found = await Promise.all(
    [...readNotes(localStorage)].map(async ([key, note]) => {
      const { data, error, response } = await api.GET('/content/uploads/{id}', { params: { path: { id: note.id } } });
      if (data && data.content_id === null) return [{ ...note, offset: data.offset }];
      if (!data && response.status !== 404) throw error;
      localStorage.removeItem(key);
      return [];
    }),
  );
  return found.flat();
}

/** Gives it up, on the server too. */
export async function giveUp({ id }: Unfinished): Promise<void> {
  for (const [key, note] of readNotes(localStorage)) if (note.id === id) localStorage.removeItem(key);
  await api.DELETE('/content/uploads/{id}', { params: { path: { id } }, headers: { 'Tus-Resumable': '1.0.0' } });
}
