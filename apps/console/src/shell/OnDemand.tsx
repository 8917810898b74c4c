import { type ComponentType, type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useLive } from '../contexts/socket/SocketContext.tsx';
import { whenIdle } from '../lib/whenIdle.ts';

interface OnDemandProps {
  load: () => Promise<ComponentType>;
  /** Buttons that look and are called as those of what is loaded. */
  children: ReactNode;
}

/**
 * Controls that open lists: their buttons stand there from the first picture on, what they open is fetched once the page has nothing else
 * to do, or at once when somebody reaches for one. A press made meanwhile counts, and the focus stays where it is.
 */
export function OnDemand({ load, children }: OnDemandProps) {
  const box = useRef<HTMLSpanElement>(null);
  const [Whole, setWhole] = useState<ComponentType | null>(null);
  const pressed = useRef<string | null>(null);
  const focused = useRef<string | null>(null);
  const asked = useRef(false);

  const fetch = useCallback(() => {
    if (asked.current) return;
    asked.current = true;
    load().then(
      part => {
        const { activeElement } = document;
        focused.current = activeElement && box.current?.contains(activeElement) ? nameOf(activeElement) : null;
        setWhole(() => part);
      },
      () => {
        // No network: the next reach tries again.
        asked.current = false;
      },
    );
  }, [load]);
  // The live line is part of the first picture; these are not.
  const settled = useLive().state !== 'connecting';
  useEffect(() => (settled ? whenIdle(fetch) : undefined), [fetch, settled]);

  useLayoutEffect(() => {
    if (!Whole) return;
    const buttons = [...(box.current?.querySelectorAll('button') ?? [])];
    // One alone is the one, even if its words have changed meanwhile.
    const button = (name: string) => buttons.find(one => nameOf(one) === name) ?? (buttons.length === 1 ? buttons[0] : undefined);
    if (focused.current !== null) button(focused.current)?.focus();
    if (pressed.current !== null) button(pressed.current)?.click();
  }, [Whole]);

  if (Whole)
    return (
      <span ref={box} style={{ display: 'contents' }}>
        <Whole />
      </span>
    );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: watches over the buttons inside
    // biome-ignore lint/a11y/useKeyWithClickEvents: a button's click is also its key's
    <span
      ref={box}
      style={{ display: 'contents' }}
      onPointerOver={fetch}
      onFocus={fetch}
      onClick={event => {
        const button = event.target instanceof Element ? event.target.closest('button') : null;
        pressed.current = button && nameOf(button);
        fetch();
      }}
    >
      {children}
    </span>
  );
}

function nameOf(button: Element): string {
  return button.getAttribute('aria-label') ?? button.textContent ?? '';
}
