/** Px below which a card can't be read; one that says its dates needs more. */
export function leastWidth(dated: boolean): number {
  return dated ? 126 : 92;
}

/** Px for a second, so that the cards fill the strip while they can; a long campaign scrolls instead of shrinking to nothing. */
export function stripPace(cards: readonly { seconds: number; least: number }[], width: number): number {
  const room = width - 56 - cards.length * 8;
  const all = cards.reduce((sum, { seconds }) => sum + seconds, 0);
  // The short ones take more than their share.
  const long = cards.filter(({ seconds, least }) => (seconds * room) / Math.max(1, all) >= least);
  const rest = cards.filter(card => !long.includes(card)).reduce((left, { least }) => left - least, room);
  return Math.max(
    7,
    Math.min(
      18,
      rest /
        Math.max(
          1,
          long.reduce((sum, { seconds }) => sum + seconds, 0),
        ),
    ),
  );
}
