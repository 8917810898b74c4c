import { note } from '../log.ts';
import { database, keep, recall } from '../storage/database.ts';

/**
 * What the worker knows of a file beside its bytes. Where the database is broken or full nothing is known: downloads then start over,
 * and whole files are read before they are shown; nothing stops.
 */
export const remembered = {
  /** The validator with which a broken-off download may go on. */
  async etag(sha256: string): Promise<string | undefined> {
    try {
      return await (await database()).get('partials', sha256);
    } catch (error) {
      note('library', error);
      return undefined;
    }
  },

  async keepEtag(sha256: string, etag: string | undefined): Promise<void> {
    try {
      const db = await database();
      if (etag === undefined) await db.delete('partials', sha256);
      else await db.put('partials', etag, sha256);
    } catch (error) {
      note('library', error);
    }
  },

  /** SHA-256 of the file's beginning. */
  head: (sha256: string) => recall<string>(`head.${sha256}`),
  keepHead: (sha256: string, head: string | undefined) => keep(`head.${sha256}`, head),
};
