/** Small settings that must be there before anything else is, kept in `localStorage`; a browser that forbids it loses them on restart. */
export interface Settings {
  key: string;
  /** Black until told otherwise, also over a restart. */
  blank: boolean;
  /** 0 to 1. */
  volume: number;
  /** Bytes the library may take at most; `undefined`: as much as the browser gives. */
  libraryLimit: number;
}

const PREFIX = 'tvs.player.';

export function setting<Name extends keyof Settings>(name: Name): Settings[Name] | undefined {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? undefined : (JSON.parse(text) as Settings[Name]);
  } catch {
    return undefined;
  }
}

/** `undefined` forgets it. */
export function set<Name extends keyof Settings>(name: Name, value: Settings[Name] | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Storage is full or forbidden: the setting holds until the next restart.
  }
}

/** What the kiosk was told in its address, `?library_mb=8000`: holds until another address says otherwise, 0 for no limit. */
export function settingsOfAddress(address: URL): void {
  const megabytes = address.searchParams.get('library_mb');
  if (megabytes === null || !/^\d{1,9}$/.test(megabytes)) return;
  set('libraryLimit', Number(megabytes) > 0 ? Number(megabytes) * 1e6 : undefined);
}
