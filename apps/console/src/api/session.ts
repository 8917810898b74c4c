const key = 'tvs.token';
const listeners = new Set<() => void>();

function read(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

let token = read();
let lapsed = false;
let renewing = false;

/** The access token of this browser. Kept over reloads; another tab's sign-in or sign-out counts here too. */
export const session = {
  token: () => token,
  /** Whose it is: the user's id. `null` without a session. */
  whose: () => subjectOf(token),
  /** The server does not take the token any more: the page stays as it is until somebody signs in again. */
  lapsed: () => lapsed,
  start(value: string): void {
    keep(value);
    set(value);
  },
  /** While the same person's next token is on its way, that this one doesn't count says nothing. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    renewing = true;
    try {
      return await work();
    } finally {
      renewing = false;
    }
  },
  end(): void {
    keep(null);
    set(null);
  },
  /** A request with this token was refused: that says nothing of one that came meanwhile. */
  lapse(refused: string | null): void {
    if (token === null || refused !== token || lapsed || renewing) return;
    lapsed = true;
    tell();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

function set(value: string | null): void {
  if (value === token) return;
  token = value;
  lapsed = false;
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}

function keep(value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Without storage the session lasts as long as the page.
  }
}

/** What a token says of its owner; `null` for anything that is none. */
export function subjectOf(value: string | null): string | null {
  try {
    const claims: unknown = JSON.parse(atob((value?.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')));
    return typeof claims === 'object' && claims !== null && 'sub' in claims && typeof claims.sub === 'string' ? claims.sub : null;
  } catch {
    return null;
  }
}

/** Follows what other tabs do: signing out in one is signing out in all, and so is clearing the browser's storage. */
export function watchOtherTabs(): void {
  window.addEventListener('storage', event => {
    if (event.key === key || event.key === null) set(event.key === null ? null : event.newValue);
  });
}
