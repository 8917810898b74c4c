import type { MediaReason } from '@tvs/protocol';

/** A file that can't be shown; the message says why, in words that consoles know in every language of theirs. */
export class MediaError extends Error {
  declare message: MediaReason;

  constructor(reason: MediaReason) {
    super(reason);
    this.name = 'MediaError';
  }
}
