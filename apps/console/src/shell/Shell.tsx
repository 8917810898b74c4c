import { Outlet, useMatches, useRouter } from '@tanstack/react-router';
import { Suspense, useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../api/client.ts';
import { toProblem } from '../api/problem.ts';
import { session } from '../api/session.ts';
import { Failed } from '../components/Failed.tsx';
import { AuthProvider } from '../contexts/auth/AuthContext.tsx';
import { useLapsed, useToken } from '../contexts/auth/useToken.ts';
import { LiveCache } from '../contexts/socket/LiveCache.tsx';
import { SocketProvider } from '../contexts/socket/SocketContext.tsx';
import { UploadProvider, useUploads } from '../contexts/uploads/UploadContext.tsx';
import { withWords } from '../i18n/index.ts';
import { door } from '../lib/door.ts';
import { toasts } from '../lib/toasts.ts';
import { usePhone } from '../lib/usePhone.ts';
import { Header } from './Header.tsx';
import { LostBanner } from './LostBanner.tsx';
import { later } from './later.ts';
import { PlaceGate } from './PlaceGate.tsx';
import { RememberedChoices } from './RememberedChoices.tsx';
import classes from './Shell.module.css';
import { Sidebar } from './Sidebar.tsx';
import { useIdlePages } from './useIdlePages.ts';
import { useKeptFocus } from './useKeptFocus.ts';

const TabBar = later(() => import('./TabBar.tsx').then(({ TabBar: bar }) => bar));
const Toasts = later(() => import('./Toasts.tsx').then(({ Toasts: corner }) => corner));
const SignInAgain = later(withWords(() => import('./SignInAgain.tsx').then(({ SignInAgain: dialog }) => dialog)));
const UploadTray = later(withWords(() => import('./UploadTray.tsx').then(({ UploadTray: tray }) => tray)));

/** The frame around every page of somebody who is signed in. */
export function Shell() {
  const token = useToken();
  const lapsed = useLapsed();
  const router = useRouter();
  const me = $api.useQuery('get', '/auth/me', {}, { enabled: token !== null, staleTime: Number.POSITIVE_INFINITY });
  // Asked once when the token goes, not at every change of the address: on its way out this page also sees the door's own address.
  useEffect(() => {
    if (token === null) void router.navigate({ to: '/sign-in', search: door(router.latestLocation.href), replace: true });
  }, [token, router]);

  // Nothing is open yet that one could go on with.
  const shut = lapsed && me.data === undefined;
  useEffect(() => {
    if (shut) session.end();
  }, [shut]);

  if (token === null) return null;
  if (!me.data) {
    if (!me.isError || toProblem(me.error).status === 401) return null;
    return (
      <main className={classes.alone}>
        <Failed error={me.error} onRetry={() => void me.refetch()} />
      </main>
    );
  }
  return (
    <AuthProvider user={me.data}>
      <SocketProvider key={me.data.id}>
        <UploadProvider>
          <LiveCache />
          <RememberedChoices user={me.data} />
          <Frame />
          {lapsed && (
            <Suspense>
              <SignInAgain />
            </Suspense>
          )}
        </UploadProvider>
      </SocketProvider>
    </AuthProvider>
  );
}

function Frame() {
  const { t } = useTranslation();
  const uploads = useUploads();
  const phone = usePhone();
  const toasting = useSyncExternalStore(toasts.watch, toasts.wanted);
  useIdlePages();
  useKeptFocus();
  const page = useMatches({ select: matches => matches.at(-1)?.routeId ?? '' });
  return (
    <div className={classes.app}>
      <a href="#main" className={classes.skip}>
        {t('app.skip')}
      </a>
      <Sidebar />
      <div className={classes.column}>
        <Header />
        <LostBanner />
        <main id="main" tabIndex={-1} className={classes.main} data-page={page}>
          <PlaceGate>
            <Outlet />
          </PlaceGate>
        </main>
      </div>
      {phone && (
        <Suspense>
          <TabBar />
        </Suspense>
      )}
      {toasting && (
        <Suspense>
          <Toasts />
        </Suspense>
      )}
      {uploads.length > 0 && (
        <Suspense>
          <UploadTray />
        </Suspense>
      )}
    </div>
  );
}
