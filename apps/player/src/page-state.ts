/** What the page says of itself in `data-` attributes of the document, for tests, kiosk watchdogs and people with devtools. */
export interface PageState {
  /** `starting`, `pairing`, `revoked`, `replaced`, `blank`, or what the stage does: `playing`, `paused`, `idle`, `loading`, `error`. */
  state: string;
  connection: 'online' | 'offline';
  playerId: number | undefined;
  contentId: number | undefined;
  campaignId: number | undefined;
  /** The version that is held, not only received. */
  programmeVersion: string | undefined;
  /** Files verified of files wanted, `3/8`. */
  library: string;
}

/** An attribute whose fact is unknown is not there. */
export function showPageState(root: HTMLElement, state: PageState): void {
  for (const [name, value] of Object.entries(state)) {
    if (value === undefined) delete root.dataset[name];
    else root.dataset[name] = String(value);
  }
}
