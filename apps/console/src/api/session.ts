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

/** The access token of this browser. Kept over reloads; another tab's sign-in or sign-out counts here too. */
export const session = {
  token: () => token,
  start(value: string): void {
    set(value);
  },
  end(): void {
    set(null);
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

function set(value: string | null): void {
  if (value === token) return;
  token = value;
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Without storage the session lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

/** Follows what other tabs do: signing out in one is signing out in all. */
export function watchOtherTabs(): void {
  window.addEventListener('storage', event => {
    if (event.key !== key) return;
    token = event.newValue;
    for (const listener of listeners) listener();
  });
}
