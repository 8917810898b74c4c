import { type RefObject, useEffect, useState } from 'react';

/** How far beyond the window things are drawn already: about two turns of a wheel. */
const rootMargin = '400px 0px';
const heard = new WeakMap<Element, (near: boolean) => void>();
let observer: IntersectionObserver | null = null;

/** Whether an element is in the window or nearly so; `first` before that is known. What has the focus counts as near. */
export function useNear(ref: RefObject<Element | null>, first: boolean): boolean {
  const [near, setNear] = useState(first);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    // One for all: thousands of rows may ask.
    observer ??= new IntersectionObserver(
      entries => {
        for (const { target, isIntersecting } of entries) heard.get(target)?.(isIntersecting);
      },
      { rootMargin },
    );
    heard.set(element, now => setNear(now || element.contains(document.activeElement)));
    observer.observe(element);
    return () => observer?.unobserve(element);
  }, [ref]);
  return near;
}
