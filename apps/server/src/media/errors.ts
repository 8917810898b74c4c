/** A file that can't be shown; the message says why, in words for the person who uploaded it. */
export class MediaError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'MediaError';
  }
}
