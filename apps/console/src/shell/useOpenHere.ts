import { useLocation } from '@tanstack/react-router';
import { useCallback, useState } from 'react';

/** Whether something of the frame is open; it closes as one goes to another page, also by the browser's own buttons. */
export function useOpenHere(): [boolean, (open: boolean) => void] {
  const page = useLocation({ select: ({ pathname }) => pathname });
  const [openOn, setOpenOn] = useState<string | null>(null);
  // Left behind: it must not open again when one comes back.
  if (openOn !== null && openOn !== page) setOpenOn(null);
  const set = useCallback((open: boolean) => setOpenOn(open ? page : null), [page]);
  return [openOn === page, set];
}
