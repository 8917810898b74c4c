import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { queryClient } from './api/queryClient.ts';
import { useToken } from './contexts/auth/useToken.ts';
import { router } from './router.tsx';
import { cssVariablesResolver, theme } from './theme/theme.ts';

const colorScheme = localStorageColorSchemeManager({ key: 'tvs.theme' });

/** Everything around the pages: theme, cache, toasts, routes. */
export function App() {
  const token = useToken();
  // Signing in or out, here or in another tab, is answered by the routes' own guards.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the token is what changed
  useEffect(() => {
    void router.invalidate();
  }, [token]);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} colorSchemeManager={colorScheme} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
