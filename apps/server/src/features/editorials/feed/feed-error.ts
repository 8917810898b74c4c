/** A feed that was fetched but is none that can be shown; the message is for people. */
export class FeedError extends Error {
  override readonly name = 'FeedError';
}
