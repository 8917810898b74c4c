import { useEffect } from 'react';

/** A button that works for a while is disabled meanwhile, and browsers then drop the focus: it gets it back when it is done. */
export function useKeptFocus(): void {
  useEffect(() => {
    let watcher: MutationObserver | null = null;
    const watch = ({ target }: MouseEvent) => {
      const button = target instanceof Element ? target.closest('button') : null;
      if (!button) return;
      watcher?.disconnect();
      watcher = new MutationObserver(() => {
        const nowhere = document.activeElement === null || document.activeElement === document.body;
        if (nowhere && !button.disabled) button.focus({ preventScroll: true });
      });
      watcher.observe(button, { attributeFilter: ['disabled'] });
    };
    document.addEventListener('click', watch, true);
    return () => {
      watcher?.disconnect();
      document.removeEventListener('click', watch, true);
    };
  }, []);
}
