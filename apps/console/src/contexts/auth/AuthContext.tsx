import type { User } from '@tvs/protocol';
import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react';
import { api } from '../../api/client.ts';
import { session } from '../../api/session.ts';

interface Auth {
  user: User;
  /** Managers and admins change things; viewers look. */
  canWrite: boolean;
  isAdmin: boolean;
  /** No location is theirs yet: they see no screens and no schedules. */
  placeless: boolean;
  /** Here, or with `everywhere` on every device. */
  signOut: (everywhere?: boolean) => void;
}

const AuthContext = createContext<Auth | null>(null);

/** Who is signed in, for everything inside the shell. */
export function AuthProvider({ user, children }: { user: User; children: ReactNode }) {
  const signOut = useCallback((everywhere = false) => {
    // The answer doesn't matter: this browser forgets the token either way.
    api.POST('/auth/logout', everywhere ? { body: { everywhere } } : {}).catch(() => undefined);
    session.end();
  }, []);
  const value = useMemo(
    () => ({
      user,
      canWrite: user.role !== 'viewer',
      isAdmin: user.role === 'admin',
      placeless: user.role !== 'admin' && user.location_ids.length === 0,
      signOut,
    }),
    [user, signOut],
  );
  return <AuthContext.Provider value={value}>{children}</AuthContext.Provider>;
}

/** The signed-in user and what they may. */
export function useAuth(): Auth {
  const auth = useContext(AuthContext);
  if (!auth) throw new Error('useAuth outside AuthProvider');
  return auth;
}
