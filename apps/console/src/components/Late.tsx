import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Shows a skeleton only once loading takes longer than 200 ms, so that quick answers don't flicker. */
export function Late({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 200);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-label={t('state.loading')} style={{ visibility: late ? 'visible' : 'hidden' }}>
      {children}
    </div>
  );
}
