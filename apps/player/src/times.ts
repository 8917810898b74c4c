/** How long the word that a key was taken away stays on the screen, ms. */
export const REVOKED_FOR = 10_000;
/** Before a server that does not know the key is asked again, ms. */
export const ASK_AGAIN = 300_000;
/** Time for an answer to leave before the page goes, ms. */
export const PARTING = 500;
/** A token that is refused is renewed no more often than this, ms. */
export const RENEWAL = 30_000;
/** How often it is kept what time it is, ms: a machine that starts in 1970 goes on from there. The programme, if it is gone. */
export const KEEP_TIME = 600_000;
/** Time for the first picture after a start before the waiting screen comes, ms. */
export const STARTUP = 2_500;
