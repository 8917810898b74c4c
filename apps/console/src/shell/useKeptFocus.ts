import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** After a dialog that closes gave the focus back. */
const settled = 60;

/**
 * The keyboard never falls on nothing. A button that works for a while is disabled meanwhile, and browsers then drop the focus:
 * it gets it back when it is done. Where a page gives way to another with what had the focus, the new page has it.
 */
export function useKeptFocus(): void {
  const pathname = useLocation({ select: location => location.pathname });
  const shown = useRef(pathname);
  useEffect(() => {
    // The first page begins where every page does: at its very top.
    if (shown.current === pathname) return;
    shown.current = pathname;
    const timer = setTimeout(() => {
      if (document.activeElement === document.body) document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
    }, settled);
    return () => clearTimeout(timer);
  }, [pathname]);
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
