type Watcher = () => void;

let wanted = false;
const watchers = new Set<Watcher>();

/** Whether anything was ever to be said: until then the code that draws toasts isn't even fetched. */
export const toasts = {
  wanted: () => wanted,
  want(): void {
    if (wanted) return;
    wanted = true;
    for (const watcher of watchers) watcher();
  },
  watch(watcher: Watcher): () => void {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  },
};
