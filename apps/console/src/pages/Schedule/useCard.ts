import { type FocusEvent, useEffect, useRef, useState } from 'react';

const wait = 250;

/**
 * Whether the card of a block is shown: after a moment of the mouse over it, at once when the keyboard comes to it, until Escape. The tooltip's own way
 * keeps Escape for itself, which a drag needs.
 */
export function useCard() {
  const [shown, setShown] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hide = () => {
    clearTimeout(timer.current);
    setShown(false);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!shown) return;
    const leave = ({ key }: KeyboardEvent) => key === 'Escape' && setShown(false);
    document.addEventListener('keydown', leave, true);
    return () => document.removeEventListener('keydown', leave, true);
  }, [shown]);
  return {
    shown,
    on: {
      onMouseEnter: () => {
        clearTimeout(timer.current);
        timer.current = setTimeout(() => setShown(true), wait);
      },
      onMouseLeave: hide,
      onMouseDown: hide,
      onFocus: ({ target }: FocusEvent) => target.matches(':focus-visible') && setShown(true),
      onBlur: hide,
    },
  };
}
